package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Priority;
import dev.fovea.model.Sha256;
import dev.fovea.store.CaptureRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The spool's questions to the database.
final class SpoolTable {
    private static final String SELECT = "SELECT " + CaptureRows.COLUMNS + " FROM capture AS c ";

    private SpoolTable() {}

    static Precedent precedent(Connection connection, Submission submission, Sha256 content) throws SQLException {
        return precedent(
                connection, submission.identity().exam(), content, submission.task(), submission.idempotencyKey());
    }

    static Precedent precedent(Connection connection, SideFile side) throws SQLException {
        Capture capture = side.capture();
        return precedent(
                connection, capture.identity().exam(), capture.content(), capture.task(), side.idempotencyKey());
    }

    private static Precedent precedent(
            Connection connection, String exam, Sha256 content, String task, Optional<String> key) throws SQLException {
        Optional<Capture> byKey =
                key.isEmpty() ? Optional.empty() : first(connection, "WHERE idempotency_key = ?", key.get());
        Optional<Capture> byContent =
                first(connection, "WHERE exam = ? AND content = ? AND task = ?", exam, content.hex(), task);
        Optional<Capture> ofExam = first(connection, "WHERE exam = ? AND patient IS NOT NULL LIMIT 1", exam);
        return new Precedent(byKey, byContent, ofExam);
    }

    static Optional<Capture> find(Connection connection, CaptureId id) throws SQLException {
        return first(connection, "WHERE id = ?", id.toString());
    }

    private static Optional<Capture> first(Connection connection, String where, String... values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT + where)) {
            for (int i = 0; i < values.length; i++) {
                select.setString(i + 1, values[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(CaptureRows.read(row)) : Optional.empty();
            }
        }
    }

    /// Highest priority first, then in order of acceptance.
    static List<Capture> waiting(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery(SELECT + "WHERE state = 'waiting' ORDER BY c.priority, c.seq")) {
            List<Capture> captures = new ArrayList<>();
            while (row.next()) {
                captures.add(CaptureRows.read(row));
            }
            return captures;
        }
    }

    static Load load(Connection connection, long freeBytes, double secondsPerImage) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                        "SELECT priority, captures, bytes FROM tally WHERE state = 'waiting'");
                ResultSet row = select.executeQuery()) {
            Map<Priority, Integer> waiting = new EnumMap<>(Priority.class);
            long bytes = 0;
            while (row.next()) {
                waiting.put(CaptureRows.priority(row.getInt(1)), row.getInt(2));
                bytes += row.getLong(3);
            }
            return new Load(waiting, bytes, freeBytes, secondsPerImage);
        }
    }

    /// Captures ever accepted.
    static long accepted(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT sum(captures) FROM tally WHERE state = 'accepted'")) {
            return row.getLong(1);
        }
    }

    static Optional<Capture> oldestWaiting(Connection connection) throws SQLException {
        return first(connection, "WHERE state = 'waiting' ORDER BY c.arrived_us LIMIT 1");
    }

    static Set<String> ids(Connection connection) throws SQLException {
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT id FROM capture")) {
            Set<String> ids = new HashSet<>();
            while (row.next()) {
                ids.add(row.getString(1));
            }
            return ids;
        }
    }

    static boolean knowsKey(Connection connection, String key) throws SQLException {
        return first(connection, "WHERE idempotency_key = ?", key).isPresent();
    }

    static boolean knows(Connection connection, Sha256 content) throws SQLException {
        return first(connection, "WHERE content = ? LIMIT 1", content.hex()).isPresent();
    }
}
