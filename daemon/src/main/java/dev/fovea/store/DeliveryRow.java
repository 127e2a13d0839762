package dev.fovea.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// One object of a report on its way to a destination, as it lies in the table `delivery`. Without a seal: a
/// damaged row can make a report arrive late or once more, but what is sent is the report, which has one.
///
/// @param state pending, delivered or dead
/// @param attempts that were begun
/// @param dueMicros not before, UTC, microseconds since 1970; so are the other times
public record DeliveryRow(
        long seq,
        String exam,
        int edition,
        String destination,
        String kind,
        String state,
        int attempts,
        long dueMicros,
        Optional<String> reason,
        long madeMicros,
        OptionalLong endedMicros) {
    static final String COLUMNS =
            "seq, exam, edition, destination, kind, state, attempts, due_us, reason, made_us, ended_us";

    /// Gives a value its place in a statement.
    @FunctionalInterface
    public interface Binding {
        void to(PreparedStatement statement) throws SQLException;
    }

    static DeliveryRow read(ResultSet row) throws SQLException {
        long ended = row.getLong("ended_us");
        OptionalLong endedMicros = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(ended);
        return new DeliveryRow(
                row.getLong("seq"),
                row.getString("exam"),
                row.getInt("edition"),
                row.getString("destination"),
                row.getString("kind"),
                row.getString("state"),
                row.getInt("attempts"),
                row.getLong("due_us"),
                Optional.ofNullable(row.getString("reason")),
                row.getLong("made_us"),
                endedMicros);
    }

    /// @param condition of a table called d, with its order and limit
    public static List<DeliveryRow> select(Connection connection, String condition, Binding binding)
            throws SQLException {
        if (!Schema.hasDeliveries(connection)) {
            return List.of();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM delivery AS d WHERE " + condition)) {
            binding.to(select);
            List<DeliveryRow> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            return found;
        }
    }

    /// How many are in a state.
    public record Share(String state, long count) {}

    public static List<Share> shares(Connection connection) throws SQLException {
        if (!Schema.hasDeliveries(connection)) {
            return List.of();
        }
        try (PreparedStatement select =
                        connection.prepareStatement("SELECT state, count(*) FROM delivery GROUP BY state");
                ResultSet row = select.executeQuery()) {
            List<Share> shares = new ArrayList<>();
            while (row.next()) {
                shares.add(new Share(row.getString(1), row.getLong(2)));
            }
            return shares;
        }
    }

    /// Adds it under a number of its own. False when the report has one for this destination and kind already.
    public boolean insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT OR IGNORE INTO delivery"
                + " (exam, edition, destination, kind, state, attempts, due_us, reason, made_us, ended_us)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, exam);
            insert.setInt(2, edition);
            insert.setString(3, destination);
            insert.setString(4, kind);
            insert.setString(5, state);
            insert.setInt(6, attempts);
            insert.setLong(7, dueMicros);
            set(insert, 8, reason);
            insert.setLong(9, madeMicros);
            set(insert, 10, endedMicros);
            return insert.executeUpdate() == 1;
        }
    }

    /// Writes what may change: state, attempts, due, reason and end.
    public void update(Connection connection) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "UPDATE delivery SET state = ?, attempts = ?, due_us = ?, reason = ?, ended_us = ? WHERE seq = ?")) {
            update.setString(1, state);
            update.setInt(2, attempts);
            update.setLong(3, dueMicros);
            set(update, 4, reason);
            set(update, 5, endedMicros);
            update.setLong(6, seq);
            update.executeUpdate();
        }
    }

    private static void set(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(index, text.get());
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }

    private static void set(PreparedStatement statement, int index, OptionalLong value) throws SQLException {
        if (value.isPresent()) {
            statement.setLong(index, value.getAsLong());
        } else {
            statement.setNull(index, Types.BIGINT);
        }
    }
}
