package dev.fovea.statistics;

import dev.fovea.model.Laterality;
import dev.fovea.results.State;
import dev.fovea.store.CaptureRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The figures' questions to the database. Each reads one page along an index, however much there is.
final class StatisticsTable {
    private StatisticsTable() {}

    /// Where a page ended, by time of acceptance.
    record Place(long arrivedMicros, long seq) {
        /// Before everything that arrived at that moment.
        static Place before(long arrivedMicros) {
            return new Place(arrivedMicros, 0);
        }
    }

    /// @param next where the following page begins
    record Page(List<Photograph> photographs, Place next) {}

    /// What was accepted after that place, oldest first.
    ///
    /// @param untilMicros only what was accepted before
    static Page arrived(Connection connection, Place after, long untilMicros, int limit) throws SQLException {
        List<Photograph> photographs = new ArrayList<>();
        Place next = after;
        try (PreparedStatement select = connection.prepareStatement("SELECT c.seq, c.arrived_us, c.exam, c.laterality,"
                + " c.task, c.source, c.operator, c.state, r.outcome, r.document"
                + " FROM capture AS c LEFT JOIN result AS r ON r.capture = c.id"
                + " WHERE (c.arrived_us, c.seq) > (?, ?) AND c.arrived_us < ? ORDER BY c.arrived_us, c.seq LIMIT ?")) {
            select.setLong(1, after.arrivedMicros());
            select.setLong(2, after.seq());
            select.setLong(3, untilMicros);
            select.setInt(4, limit);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    photographs.add(photograph(row));
                    next = new Place(row.getLong("arrived_us"), row.getLong("seq"));
                }
            }
        }
        return new Page(photographs, next);
    }

    private static Photograph photograph(ResultSet row) throws SQLException {
        return new Photograph(
                row.getString("exam"),
                Laterality.parse(row.getString("laterality")).orElse(Laterality.UNKNOWN),
                row.getString("task"),
                row.getString("source"),
                Optional.ofNullable(row.getString("operator")),
                CaptureRows.instant(row.getLong("arrived_us")),
                fate(row));
    }

    private static Fate fate(ResultSet row) throws SQLException {
        Optional<String> document = Optional.ofNullable(row.getString("document"));
        return switch (State.parse(row.getString("state")).orElseThrow()) {
            case WAITING -> new Fate.Waiting();
            case DEAD -> new Fate.Failed();
            case ANSWERED ->
                document.isPresent() ? FateDocument.read(row.getString("outcome"), document.get()) : new Fate.Damaged();
        };
    }

    /// One stored answer.
    ///
    /// @param seq its number in the table `result`, rising in the order of the commits
    record Answered(long seq, String task, Fate fate) {}

    /// The answers after that number, in order.
    static List<Answered> answers(Connection connection, long afterSeq, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT r.seq, c.task, r.outcome, r.document"
                + " FROM result AS r CROSS JOIN capture AS c ON c.id = r.capture"
                + " WHERE r.seq > ? ORDER BY r.seq LIMIT ?")) {
            select.setLong(1, afterSeq);
            select.setInt(2, limit);
            List<Answered> answers = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    answers.add(new Answered(
                            row.getLong("seq"),
                            row.getString("task"),
                            FateDocument.read(row.getString("outcome"), row.getString("document"))));
                }
            }
            return answers;
        }
    }
}
