package dev.fovea.results;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Outcome;
import dev.fovea.model.Result;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import dev.fovea.store.AnswerRow;
import dev.fovea.store.CaptureRows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The results' questions to the database, and its two changes: finish and retry.
final class ResultTable {
    private static final String VIEW = "SELECT " + CaptureRows.COLUMNS + ", c.state, " + AnswerRow.EITHER_COLUMNS
            + " FROM capture AS c LEFT JOIN result AS r ON r.capture = c.id"
            + " LEFT JOIN dead_letter AS d ON c.state = 'dead' AND d.capture = c.id AND d.attempt = c.attempt";

    /// A visit has a handful of photographs; more than this many are not looked at together.
    private static final int EXAM_CAPTURES_MAX = 500;

    private ResultTable() {}

    static Optional<CaptureView> find(Connection connection, CaptureId id) throws SQLException {
        return views(connection, VIEW + " WHERE c.id = ?", List.of(id.toString())).stream()
                .findFirst();
    }

    static List<CaptureView> ofExam(Connection connection, String exam) throws SQLException {
        return views(
                connection, VIEW + " WHERE c.exam = ? ORDER BY c.seq DESC LIMIT ?", List.of(exam, EXAM_CAPTURES_MAX));
    }

    /// One more than the limit, to tell whether there is a next page.
    static List<CaptureView> page(Connection connection, CaptureQuery query) throws SQLException {
        List<String> filters = new ArrayList<>(List.of("1"));
        List<Object> values = new ArrayList<>();
        filter("c.exam = ?", query.exam(), filters, values);
        filter("c.patient = ?", query.patient(), filters, values);
        filter("c.task = ?", query.task(), filters, values);
        filter("c.state = ?", query.state().map(State::word), filters, values);
        filter("c.laterality = ?", query.laterality().map(eye -> eye.code()), filters, values);
        filter("c.arrived_us >= ?", query.since().map(CaptureRows::micros), filters, values);
        filter("c.arrived_us < ?", query.until().map(CaptureRows::micros), filters, values);
        filter(
                "c.seq < (SELECT seq FROM capture WHERE id = ?)",
                query.before().map(CaptureId::toString),
                filters,
                values);
        query.outcome().ifPresent(kind -> {
            switch (kind) {
                case FINDINGS, UNGRADABLE -> filter("r.outcome = ?", Optional.of(kind.word()), filters, values);
                case FAILED -> filters.add("c.state = 'dead'");
            }
        });
        values.add(query.limit() + 1);
        return views(
                connection, VIEW + " WHERE " + String.join(" AND ", filters) + " ORDER BY c.seq DESC LIMIT ?", values);
    }

    private static void filter(String condition, Optional<?> value, List<String> filters, List<Object> values) {
        value.ifPresent(wanted -> {
            filters.add(condition);
            values.add(wanted);
        });
    }

    private static List<CaptureView> views(Connection connection, String sql, List<?> values) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                select.setObject(i + 1, values.get(i));
            }
            try (ResultSet row = select.executeQuery()) {
                List<CaptureView> views = new ArrayList<>();
                while (row.next()) {
                    views.add(view(row));
                }
                return views;
            }
        }
    }

    private static CaptureView view(ResultSet row) throws SQLException {
        Capture capture = CaptureRows.read(row);
        State state = State.parse(row.getString("state")).orElseThrow();
        if (state == State.WAITING) {
            return new CaptureView(capture, state, Optional.empty());
        }
        Result result = AnswerRow.read(row).map(ResultDocument::fromRow).orElseGet(() -> damaged(capture));
        return new CaptureView(capture, state, Optional.of(result));
    }

    /// An answer whose seal is broken is never shown, but that it is broken is.
    private static Result damaged(Capture capture) {
        return new Result(
                capture.id(),
                capture.content(),
                new Outcome.Failed(Stage.PERSIST, "the stored answer is damaged: take the photograph again"),
                Optional.empty(),
                Optional.empty(),
                StageTimes.NONE,
                capture.arrivedAt());
    }

    static List<String> exams(Connection connection, Instant since, Instant until, int limit) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT exam FROM capture"
                + " WHERE arrived_us >= ? AND arrived_us < ? GROUP BY exam ORDER BY max(seq) DESC LIMIT ?")) {
            select.setLong(1, CaptureRows.micros(since));
            select.setLong(2, until.equals(Instant.MAX) ? Long.MAX_VALUE : CaptureRows.micros(until));
            select.setInt(3, limit);
            try (ResultSet row = select.executeQuery()) {
                List<String> exams = new ArrayList<>();
                while (row.next()) {
                    exams.add(row.getString(1));
                }
                return exams;
            }
        }
    }

    /// Runs on the writer's thread, so nothing comes between looking and writing; the table's unique index has the
    /// last word.
    static CaptureView finish(Connection connection, Result result, AnswerRow row) throws SQLException {
        CaptureView view = find(connection, result.capture())
                .orElseThrow(() -> new IllegalStateException("there is no capture " + result.capture()));
        if (view.state() != State.WAITING) {
            throw new IllegalStateException("capture " + result.capture() + " has its answer already");
        }
        if (!result.content().equals(view.capture().content())) {
            throw new IllegalStateException(
                    "mix-up: the answer for capture " + result.capture() + " was made from " + result.content()
                            + ", but its photograph is " + view.capture().content());
        }
        State state = OutcomeKind.of(result.outcome()) == OutcomeKind.FAILED ? State.DEAD : State.ANSWERED;
        if (state == State.DEAD) {
            row.insertDeadLetter(connection, attempt(connection, result.capture()));
        } else {
            row.insertResult(connection);
        }
        move(connection, result.capture(), state, "");
        return new CaptureView(view.capture(), state, Optional.of(result));
    }

    static CaptureView retry(Connection connection, CaptureId id) throws SQLException {
        CaptureView view =
                find(connection, id).orElseThrow(() -> new IllegalStateException("there is no capture " + id));
        if (view.state() != State.DEAD) {
            throw new IllegalStateException("capture " + id + " is not in the dead letter, it is "
                    + view.state().word());
        }
        move(connection, id, State.WAITING, ", attempt = attempt + 1, solo_starts = 0");
        return new CaptureView(view.capture(), State.WAITING, Optional.empty());
    }

    private static int attempt(Connection connection, CaptureId id) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT attempt FROM capture WHERE id = ?")) {
            select.setString(1, id.toString());
            try (ResultSet row = select.executeQuery()) {
                return row.getInt(1);
            }
        }
    }

    private static void move(Connection connection, CaptureId id, State state, String more) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE capture SET state = ?" + more + " WHERE id = ?")) {
            update.setString(1, state.word());
            update.setString(2, id.toString());
            update.executeUpdate();
        }
    }

    static Tally tally(Connection connection) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT state, sum(captures) FROM tally GROUP BY state")) {
            while (row.next()) {
                counts.put(row.getString(1), row.getLong(2));
            }
        }
        return new Tally(
                counts.getOrDefault("accepted", 0L),
                counts.getOrDefault(State.ANSWERED.word(), 0L),
                counts.getOrDefault(State.WAITING.word(), 0L),
                counts.getOrDefault(State.DEAD.word(), 0L));
    }

    /// How many events there can have been: each acceptance, answer, dead letter and retry is one.
    static long eventsEver(Connection connection) throws SQLException {
        Tally tally = tally(connection);
        try (Statement select = connection.createStatement();
                ResultSet row = select.executeQuery("SELECT (SELECT count(*) FROM dead_letter),"
                        + " (SELECT count(*) FROM chart) + (SELECT count(*) FROM report)")) {
            long deadLetters = row.getLong(1);
            long retries = deadLetters - tally.deadLetter();
            return tally.accepted() + tally.answered() + deadLetters + retries + row.getLong(2);
        }
    }
}
