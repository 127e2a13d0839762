package dev.fovea.store;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Priority;
import dev.fovea.model.Sha256;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// Captures as rows of the table `capture`: the spool writes them, the results read them.
public final class CaptureRows {
    /// What [#read] needs, of a table called c.
    public static final String COLUMNS = "c.seq, c.id, c.exam, c.patient, c.laterality, c.source, c.operator, c.task,"
            + " c.priority, c.arrived_us, c.content, c.size, c.media_type, c.file_name";

    private static final String INSERT = "INSERT INTO capture (id, exam, patient, laterality, source, operator, task,"
            + " priority, arrived_us, content, size, media_type, file_name, idempotency_key)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private CaptureRows() {}

    public static Capture read(ResultSet row) throws SQLException {
        Identity identity = new Identity(
                row.getString("exam"),
                optional(row, "patient"),
                laterality(row.getString("laterality")),
                row.getString("source"),
                optional(row, "operator"));
        return new Capture(
                id(row.getString("id")),
                identity,
                row.getString("task"),
                priority(row.getInt("priority")),
                instant(row.getLong("arrived_us")),
                new Sha256(row.getString("content")),
                row.getLong("size"),
                mediaType(row.getString("media_type")),
                optional(row, "file_name"));
    }

    /// Adds a waiting capture; the table's unique indexes refuse a second one.
    public static void insert(Connection connection, Capture capture, Optional<String> idempotencyKey)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            Identity identity = capture.identity();
            insert.setString(1, capture.id().toString());
            insert.setString(2, identity.exam());
            set(insert, 3, identity.patient());
            insert.setString(4, identity.laterality().code());
            insert.setString(5, identity.source());
            set(insert, 6, identity.operator());
            insert.setString(7, capture.task());
            insert.setInt(8, capture.priority().level());
            insert.setLong(9, micros(capture.arrivedAt()));
            insert.setString(10, capture.content().hex());
            insert.setLong(11, capture.size());
            insert.setString(12, capture.mediaType().mime());
            set(insert, 13, capture.fileName());
            set(insert, 14, idempotencyKey);
            insert.executeUpdate();
        }
    }

    /// Microseconds since 1970, UTC: the unit of every time in the database.
    public static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    public static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    public static CaptureId id(String text) {
        return new CaptureId(UUID.fromString(text));
    }

    private static Optional<String> optional(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static void set(PreparedStatement statement, int index, Optional<String> text) throws SQLException {
        if (text.isPresent()) {
            statement.setString(index, text.get());
        } else {
            statement.setNull(index, Types.VARCHAR);
        }
    }

    private static Laterality laterality(String code) {
        return Laterality.parse(code).orElseThrow(() -> new StoreException("no eye is called \"" + code + "\""));
    }

    public static Priority priority(int level) {
        for (Priority priority : Priority.values()) {
            if (priority.level() == level) {
                return priority;
            }
        }
        throw new StoreException("no priority has the level " + level);
    }

    private static MediaType mediaType(String mime) {
        for (MediaType type : MediaType.values()) {
            if (type.mime().equals(mime)) {
                return type;
            }
        }
        throw new StoreException("no picture format is called \"" + mime + "\"");
    }
}
