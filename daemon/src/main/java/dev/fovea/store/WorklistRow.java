package dev.fovea.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Somebody who is expected, as it lies in the table `worklist`. Without a seal: it is a copy, and the next answer of
/// the worklist mends it.
///
/// @param origin asked or entered
/// @param day YYYY-MM-DD
/// @param madeMicros UTC, microseconds since 1970; so is the other time
/// @param photographs that were taken of this patient under this study; read, never written
public record WorklistRow(
        long seq,
        String origin,
        String study,
        String step,
        String patient,
        String day,
        String document,
        long madeMicros,
        OptionalLong doneMicros,
        int photographs) {
    private static final String COLUMNS = "w.seq, w.origin, w.study, w.step, w.patient, w.day, w.document, w.made_us,"
            + " w.done_us, (SELECT count(*) FROM capture AS c WHERE c.exam = w.study AND c.patient = w.patient)"
            + " AS taken";

    private static WorklistRow read(ResultSet row) throws SQLException {
        long done = row.getLong("done_us");
        OptionalLong doneMicros = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(done);
        return new WorklistRow(
                row.getLong("seq"),
                row.getString("origin"),
                row.getString("study"),
                row.getString("step"),
                row.getString("patient"),
                row.getString("day"),
                row.getString("document"),
                row.getLong("made_us"),
                doneMicros,
                row.getInt("taken"));
    }

    /// @param condition of a table called w, with its order and limit
    public static List<WorklistRow> select(Connection connection, String condition, DeliveryRow.Binding binding)
            throws SQLException {
        if (!Schema.hasWorklist(connection)) {
            return List.of();
        }
        try (PreparedStatement select =
                connection.prepareStatement("SELECT " + COLUMNS + " FROM worklist AS w WHERE " + condition)) {
            binding.to(select);
            List<WorklistRow> found = new ArrayList<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    found.add(read(row));
                }
            }
            return found;
        }
    }

    /// The patients whose photographs lie under a study, some of them if there are many: two are too many already.
    public static Set<String> photographed(Connection connection, String study) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "SELECT DISTINCT patient FROM capture WHERE exam = ? AND patient IS NOT NULL LIMIT 10")) {
            select.setString(1, study);
            Set<String> patients = new HashSet<>();
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    patients.add(row.getString(1));
                }
            }
            return patients;
        }
    }

    /// Adds it under a number of its own, not done yet.
    public void insert(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO worklist"
                + " (origin, study, step, patient, day, document, made_us) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setString(1, origin);
            insert.setString(2, study);
            insert.setString(3, step);
            insert.setString(4, patient);
            insert.setString(5, day);
            insert.setString(6, document);
            insert.setLong(7, madeMicros);
            insert.executeUpdate();
        }
    }

    /// Lets it say something else from now on. Patient and study never change.
    public void say(Connection connection, String newDay, String newDocument) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE worklist SET day = ?, document = ? WHERE seq = ?")) {
            update.setString(1, newDay);
            update.setString(2, newDocument);
            update.setLong(3, seq);
            update.executeUpdate();
        }
    }

    /// @param endMicros empty when something comes of it after all
    public void end(Connection connection, OptionalLong endMicros) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE worklist SET done_us = ? WHERE seq = ?")) {
            if (endMicros.isPresent()) {
                update.setLong(1, endMicros.getAsLong());
            } else {
                update.setNull(1, Types.BIGINT);
            }
            update.setLong(2, seq);
            update.executeUpdate();
        }
    }

    public void delete(Connection connection) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("DELETE FROM worklist WHERE seq = ?")) {
            delete.setLong(1, seq);
            delete.executeUpdate();
        }
    }
}
