package dev.fovea.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// One answer as it lies in the table `result`, or, when it is a failure, in `dead_letter`; with its [Seal].
public final class AnswerRow {
    /// The outcome word of rows that belong in `dead_letter`.
    public static final String FAILED = "failed";

    /// What [#read] needs, of a table `result` called r.
    static final String COLUMNS = "r.capture AS a_capture, r.content AS a_content, r.outcome AS a_outcome,"
            + " r.document AS a_document, r.map AS a_map, r.answered_us AS a_answered_us, r.seal AS a_seal";

    /// The same for a `result` called r or else a `dead_letter` called d, whichever there is.
    public static final String EITHER_COLUMNS = "coalesce(r.capture, d.capture) AS a_capture,"
            + " coalesce(r.content, d.content) AS a_content, coalesce(r.outcome, '" + FAILED + "') AS a_outcome,"
            + " coalesce(r.document, d.document) AS a_document, r.map AS a_map,"
            + " coalesce(r.answered_us, d.answered_us) AS a_answered_us, coalesce(r.seal, d.seal) AS a_seal";

    private static final byte[] NOTHING = {};

    private final String capture;
    private final String content;
    private final String outcome;
    private final String document;
    private final byte[] map;
    private final long answeredMicros;

    /// @param document JSON
    /// @param map an activation map, or no bytes
    public AnswerRow(String capture, String content, String outcome, String document, byte[] map, long answeredMicros) {
        this.capture = capture;
        this.content = content;
        this.outcome = outcome;
        this.document = document;
        this.map = map;
        this.answeredMicros = answeredMicros;
    }

    /// @return empty when there is no answer, or it is not what was written
    public static Optional<AnswerRow> read(ResultSet row) throws SQLException {
        Optional<String> capture = Optional.ofNullable(row.getString("a_capture"));
        if (capture.isEmpty()) {
            return Optional.empty();
        }
        AnswerRow answer = new AnswerRow(
                capture.get(),
                row.getString("a_content"),
                row.getString("a_outcome"),
                row.getString("a_document"),
                Optional.ofNullable(row.getBytes("a_map")).orElse(NOTHING),
                row.getLong("a_answered_us"));
        return answer.seal().isIntact(row.getBytes("a_seal")) ? Optional.of(answer) : Optional.empty();
    }

    /// Adds a result; the table refuses a second one for the same capture.
    public void insertResult(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO result"
                + " (capture, content, document, answered_us, seal, outcome, map) VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            fill(insert);
            insert.setString(6, outcome);
            insert.setBytes(7, map);
            insert.executeUpdate();
        }
    }

    /// Adds a dead letter; the table refuses a second one for the same attempt.
    public void insertDeadLetter(Connection connection, int attempt) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO dead_letter"
                + " (capture, content, document, answered_us, seal, attempt) VALUES (?, ?, ?, ?, ?, ?)")) {
            fill(insert);
            insert.setInt(6, attempt);
            insert.executeUpdate();
        }
    }

    private void fill(PreparedStatement insert) throws SQLException {
        insert.setString(1, capture);
        insert.setString(2, content);
        insert.setString(3, document);
        insert.setLong(4, answeredMicros);
        insert.setBytes(5, seal().bytes());
    }

    private Seal seal() {
        return new Seal()
                .add(capture)
                .add(content)
                .add(outcome)
                .add(document)
                .add(map)
                .add(answeredMicros);
    }

    public String capture() {
        return capture;
    }

    /// SHA-256 of the bytes that were decoded.
    public String content() {
        return content;
    }

    public String outcome() {
        return outcome;
    }

    public String document() {
        return document;
    }

    /// No bytes when there is no map.
    public byte[] map() {
        return map;
    }

    public long answeredMicros() {
        return answeredMicros;
    }
}
