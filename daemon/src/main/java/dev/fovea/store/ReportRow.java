package dev.fovea.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What a finished exam said, as it lies in the table `report`, with its seal.
///
/// @param edition 1, 2, ... of the exam
/// @param basis SHA-256 over all that it rests on, hexadecimal
/// @param document JSON
/// @param madeMicros UTC, microseconds since 1970
public record ReportRow(String exam, int edition, String basis, String document, long madeMicros) {
    static final String COLUMNS = "exam, edition, basis, document, made_us, seal";

    /// Empty when it is not what was written.
    static Optional<ReportRow> read(ResultSet row) throws SQLException {
        ReportRow found = new ReportRow(
                row.getString("exam"),
                row.getInt("edition"),
                row.getString("basis"),
                row.getString("document"),
                row.getLong("made_us"));
        return found.seal().isIntact(row.getBytes("seal")) ? Optional.of(found) : Optional.empty();
    }

    /// The number of an exam's newest edition, damaged or not; 0 when there is none.
    public static int editions(Connection connection, String exam) throws SQLException {
        if (!Schema.hasCharts(connection)) {
            return 0;
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT coalesce(max(edition), 0) FROM report WHERE exam = ?")) {
            select.setString(1, exam);
            try (ResultSet row = select.executeQuery()) {
                return row.getInt(1);
            }
        }
    }

    /// @throws StoreException when it is damaged
    public static Optional<ReportRow> edition(Connection connection, String exam, int edition) throws SQLException {
        return stored(connection, exam, edition)
                .map(row -> row.orElseThrow(() -> new StoreException(
                        "edition " + edition + " of the report of exam \"" + exam + "\" is damaged")));
    }

    /// Empty when it is damaged, too.
    public static Optional<ReportRow> wholeEdition(Connection connection, String exam, int edition)
            throws SQLException {
        return stored(connection, exam, edition).flatMap(row -> row);
    }

    /// @return in it, nothing when the row is not what was written
    private static Optional<Optional<ReportRow>> stored(Connection connection, String exam, int edition)
            throws SQLException {
        if (!Schema.hasCharts(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM report WHERE exam = ? AND edition = ?")) {
            select.setString(1, exam);
            select.setInt(2, edition);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(read(row)) : Optional.empty();
            }
        }
    }

    public void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement("INSERT INTO report (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, exam);
            insert.setInt(2, edition);
            insert.setString(3, basis);
            insert.setString(4, document);
            insert.setLong(5, madeMicros);
            insert.setBytes(6, seal().bytes());
            insert.executeUpdate();
        }
    }

    private Seal seal() {
        return new Seal().add(exam).add(edition).add(basis).add(document).add(madeMicros);
    }
}
