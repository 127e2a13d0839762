package dev.fovea.statistics;

import dev.fovea.store.CaptureRows;
import dev.fovea.store.Database;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/// Counts what is stored when somebody asks. Thread-safe; one question at a time, so that nobody's curiosity takes the
/// cores and the reading connections from the photographs.
public final class Statistics {
    /// The most rows of one answer.
    public static final int ROWS_MAX = 1000;

    /// The most photographs counted for one answer: a year of a thousand each working day.
    public static final int PHOTOGRAPHS_MAX = 250_000;

    /// Photographs read in one transaction, so that none is open for long.
    private static final int PAGE = 500;

    private final Database database;
    private final ZoneId zone;
    private final ReentrantLock asking = new ReentrantLock();

    /// @param zone whose calendar the days are of
    public Statistics(Database database, ZoneId zone) {
        this.database = database;
        this.zone = zone;
    }

    public sealed interface Answer {
        /// In the order of keys, then tasks.
        record Table(List<Figures> rows) implements Answer {}

        /// More than is counted at once; the sentence says how much.
        record TooMuch(String reason) implements Answer {}

        /// Somebody else's question is being answered.
        record Busy() implements Answer {}
    }

    /// What stands in the database while it is read. What arrives meanwhile may be counted or not.
    ///
    /// @throws dev.fovea.store.StoreException when it cannot be read
    public Answer ask(Question question) {
        if (!asking.tryLock()) {
            return new Answer.Busy();
        }
        try {
            return count(question);
        } finally {
            asking.unlock();
        }
    }

    private Answer count(Question question) {
        Counting counting = new Counting(question.by(), zone);
        long until = micros(question.to().plusDays(1));
        StatisticsTable.Place place = StatisticsTable.Place.before(micros(question.from()));
        int seen = 0;
        while (true) {
            StatisticsTable.Place after = place;
            StatisticsTable.Page page =
                    database.read(connection -> StatisticsTable.arrived(connection, after, until, PAGE));
            page.photographs().stream()
                    .filter(photograph -> question.task()
                            .filter(task -> !task.equals(photograph.task()))
                            .isEmpty())
                    .forEach(counting::add);
            seen += page.photographs().size();
            if (seen > PHOTOGRAPHS_MAX) {
                return new Answer.TooMuch("there are more than " + PHOTOGRAPHS_MAX + " photographs from "
                        + question.from() + " to " + question.to() + "; ask for fewer days");
            }
            if (counting.size() > ROWS_MAX) {
                return new Answer.TooMuch("there are more than " + ROWS_MAX + " rows by "
                        + question.by().word() + " from " + question.from() + " to " + question.to()
                        + "; ask for fewer days");
            }
            if (page.photographs().size() < PAGE) {
                return new Answer.Table(counting.figures());
            }
            place = page.next();
        }
    }

    private long micros(LocalDate day) {
        return CaptureRows.micros(day.atStartOfDay(zone).toInstant());
    }
}
