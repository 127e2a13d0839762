package dev.fovea.store;

import dev.fovea.model.CaptureId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a damaged database still gives. Rows are asked for one by one, so that a bad page costs only the rows on
/// it, and an answer counts only with its seal intact. The old file is opened for reading only.
final class Salvage implements AutoCloseable {
    private static final String CAPTURE = "SELECT id FROM capture WHERE seq = ?";
    private static final String ANSWER = "SELECT " + AnswerRow.COLUMNS + " FROM result AS r WHERE seq = ?";

    private static final String CHART = "SELECT " + ChartRow.COLUMNS + " FROM chart WHERE seq = ?";
    private static final String DELIVERY = "SELECT " + DeliveryRow.COLUMNS + " FROM delivery WHERE seq = ?";
    private static final String REPORT = "SELECT " + ReportRow.COLUMNS + " FROM report WHERE seq = ?";

    /// How many entries, and how many reports, are looked for when their table does not tell any more how many it
    /// has: looking for one that is not there costs microseconds.
    private static final long CHARTS_LOOKED_FOR = 100_000;

    private final @Nullable Connection old;

    private Salvage(@Nullable Connection old) {
        this.old = old;
    }

    /// A file that is absent or not a database any more gives nothing.
    static Salvage open(Path file) {
        if (!Files.exists(file)) {
            return new Salvage(null);
        }
        try {
            return new Salvage(Sqlite.openReading(file));
        } catch (SQLException notADatabaseAnyMore) {
            return new Salvage(null);
        }
    }

    /// @param expected how many to look for when the table does not tell any more
    Set<CaptureId> captures(long expected) {
        Set<CaptureId> found = new HashSet<>();
        long last = last("capture", expected);
        for (long seq = 1; seq <= last; seq++) {
            row(CAPTURE, seq, row -> CaptureId.parse(row.getString(1))).ifPresent(found::add);
        }
        return found;
    }

    /// @param expected how many to look for when the table does not tell any more
    /// @return how many answers were taken over
    int answers(Connection into, long expected) throws SQLException {
        int taken = 0;
        long last = last("result", expected);
        for (long seq = 1; seq <= last; seq++) {
            Optional<AnswerRow> answer = row(ANSWER, seq, AnswerRow::read);
            if (answer.isPresent() && markAnswered(into, answer.get())) {
                answer.get().insertResult(into);
                taken++;
            }
        }
        return taken;
    }

    /// What people added, and what was finished: nothing else knows it any more.
    ///
    /// @return how many entries and reports were taken over
    int charts(Connection into) throws SQLException {
        int taken = 0;
        if (!has(Schema::hasCharts)) {
            return taken;
        }
        long entries = last("chart", CHARTS_LOOKED_FOR);
        for (long seq = 1; seq <= entries; seq++) {
            Optional<ChartRow> entry = row(CHART, seq, ChartRow::read);
            if (entry.isPresent()) {
                entry.get().insert(into);
                taken++;
            }
        }
        long reports = last("report", CHARTS_LOOKED_FOR);
        for (long seq = 1; seq <= reports; seq++) {
            Optional<ReportRow> report = row(REPORT, seq, ReportRow::read);
            if (report.isPresent()) {
                report.get().insert(into);
                taken++;
            }
        }
        return taken;
    }

    /// What is still to be sent, and what was: without it nobody would send a report that nobody got.
    ///
    /// @return how many deliveries were taken over: those whose report was
    int deliveries(Connection into) throws SQLException {
        int taken = 0;
        if (!has(Schema::hasDeliveries)) {
            return taken;
        }
        long last = last("delivery", CHARTS_LOOKED_FOR);
        for (long seq = 1; seq <= last; seq++) {
            Optional<DeliveryRow> delivery = row(DELIVERY, seq, row -> Optional.of(DeliveryRow.read(row)));
            if (delivery.isPresent()
                    && ReportRow.wholeEdition(
                                    into, delivery.get().exam(), delivery.get().edition())
                            .isPresent()
                    && delivery.get().insert(into)) {
                taken++;
            }
        }
        return taken;
    }

    /// False when that capture, with those very bytes, is not known or was answered already.
    private static boolean markAnswered(Connection into, AnswerRow answer) throws SQLException {
        try (PreparedStatement update = into.prepareStatement(
                "UPDATE capture SET state = 'answered' WHERE id = ? AND content = ? AND state = 'waiting'")) {
            update.setString(1, answer.capture());
            update.setString(2, answer.content());
            return update.executeUpdate() == 1;
        }
    }

    /// A database of an older version has no such tables.
    private boolean has(Tables tables) {
        try {
            return old != null && tables.areIn(old);
        } catch (SQLException unreadable) {
            return true;
        }
    }

    private long last(String table, long expected) {
        if (old == null) {
            return 0;
        }
        try (Statement statement = old.createStatement();
                ResultSet row = statement.executeQuery("SELECT max(seq) FROM " + table)) {
            return row.getLong(1);
        } catch (SQLException onABadPage) {
            return expected;
        }
    }

    private <T> Optional<T> row(String byNumber, long seq, RowReader<T> reader) {
        if (old == null) {
            return Optional.empty();
        }
        try (PreparedStatement select = old.prepareStatement(byNumber)) {
            select.setLong(1, seq);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? reader.read(row) : Optional.empty();
            }
        } catch (SQLException | RuntimeException onABadPage) {
            // This row is lost; its neighbours may not be.
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            if (old != null) {
                old.close();
            }
        } catch (SQLException e) {
            throw new StoreException("the old database did not close: " + e.getMessage(), e);
        }
    }

    /// Asks the version of a file.
    @FunctionalInterface
    private interface Tables {
        boolean areIn(Connection connection) throws SQLException;
    }

    /// Reads one row; may throw when the row is bad.
    @FunctionalInterface
    private interface RowReader<T> {
        Optional<T> read(ResultSet row) throws SQLException;
    }
}
