package dev.fovea.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a person added to an exam, as it lies in the table `chart`, with its seal.
///
/// @param document JSON
/// @param madeMicros UTC, microseconds since 1970
public record ChartRow(String exam, String document, long madeMicros) {
    static final String COLUMNS = "exam, document, made_us, seal";

    /// Empty when it is not what was written.
    static Optional<ChartRow> read(ResultSet row) throws SQLException {
        ChartRow found = new ChartRow(row.getString("exam"), row.getString("document"), row.getLong("made_us"));
        return found.seal().isIntact(row.getBytes("seal")) ? Optional.of(found) : Optional.empty();
    }

    /// Those of an exam in the order they were written; damaged ones are left out.
    public static List<ChartRow> of(Connection connection, String exam) throws SQLException {
        if (!Schema.hasCharts(connection)) {
            return List.of();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM chart WHERE exam = ? ORDER BY seq")) {
            select.setString(1, exam);
            List<ChartRow> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    read(row).ifPresent(found::add);
                }
            }
            return found;
        }
    }

    public void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO chart (" + COLUMNS + ") VALUES (?, ?, ?, ?)")) {
            insert.setString(1, exam);
            insert.setString(2, document);
            insert.setLong(3, madeMicros);
            insert.setBytes(4, seal().bytes());
            insert.executeUpdate();
        }
    }

    private Seal seal() {
        return new Seal().add(exam).add(document).add(madeMicros);
    }
}
