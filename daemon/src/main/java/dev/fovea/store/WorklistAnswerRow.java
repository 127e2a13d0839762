package dev.fovea.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// When the worklist last answered about a day, as it lies in the table `worklist_answer`.
///
/// @param day YYYY-MM-DD
/// @param heardMicros UTC, microseconds since 1970
/// @param whole false when it had more than was taken
public record WorklistAnswerRow(String day, long heardMicros, boolean whole) {
    /// Empty when it never did.
    public static Optional<WorklistAnswerRow> of(Connection connection, String day) throws SQLException {
        if (!Schema.hasWorklist(connection)) {
            return Optional.empty();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT day, heard_us, whole FROM worklist_answer WHERE day = ?")) {
            select.setString(1, day);
            try (ResultSet row = select.executeQuery()) {
                return row.next()
                        ? Optional.of(new WorklistAnswerRow(row.getString(1), row.getLong(2), row.getInt(3) == 1))
                        : Optional.empty();
            }
        }
    }

    /// Puts it in the place of what was known of that day.
    public void write(Connection connection) throws SQLException {
        try (PreparedStatement write = connection.prepareStatement(
                "INSERT OR REPLACE INTO worklist_answer (day, heard_us, whole) VALUES (?, ?, ?)")) {
            write.setString(1, day);
            write.setLong(2, heardMicros);
            write.setInt(3, whole ? 1 : 0);
            write.executeUpdate();
        }
    }

    public static void forgetBefore(Connection connection, String day) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM worklist_answer WHERE day < ?")) {
            delete.setString(1, day);
            delete.executeUpdate();
        }
    }
}
