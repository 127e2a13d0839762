package dev.fovea.results;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Result;
import dev.fovea.store.AnswerRow;
import dev.fovea.store.Database;
import dev.fovea.store.StoreException;
import dev.fovea.store.StoreState;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Every answer: written once, found again, told to whoever listens. Thread-safe; callers block on the disk.
///
/// Append-only: a result is never changed or deleted (the tables refuse it), and a capture has at most one. A
/// failure is a dead letter instead, one per attempt, so a capture that was retried keeps the history of its
/// failures.
public final class Results implements AutoCloseable {
    /// The most exams listed at once.
    public static final int EXAMS_MAX = 500;

    private final Database database;
    private final LongSupplier nanos;
    private final Consumer<Capture> retried;
    private final ResultsMetrics metrics;
    private final Events events;
    private final Waiters waiters = new Waiters();

    private Results(
            Database database, Events events, LongSupplier nanos, Consumer<Capture> retried, ResultsMetrics metrics) {
        this.database = database;
        this.events = events;
        this.nanos = nanos;
        this.retried = retried;
        this.metrics = metrics;
    }

    /// @param nanos for spans of time
    /// @param retried told, after the commit, of each dead letter that goes back to work
    public static Results open(
            Database database,
            ResultsSettings settings,
            LongSupplier nanos,
            Consumer<Capture> retried,
            ResultsMetrics metrics) {
        Events events = new Events(settings, eventsEver(database), metrics);
        return new Results(database, events, nanos, retried, metrics);
    }

    /// Numbers go on after a restart. A database that cannot be trusted may not tell, and then nothing happens
    /// anyway.
    private static long eventsEver(Database database) {
        try {
            return database.read(ResultTable::eventsEver);
        } catch (StoreException e) {
            if (database.state() instanceof StoreState.ReadOnly) {
                return 0;
            }
            throw e;
        }
    }

    /// Tells listeners that a photograph was accepted. Wire it to the spool, before the grader hears of it.
    public void announce(Capture capture) {
        CaptureView view = new CaptureView(capture, State.WAITING, Optional.empty());
        events.publish(seq -> new Event.Accepted(seq, view));
    }

    /// Tells listeners that a person added something to an exam: after it is durable, once for each addition.
    public void announceAddition(String exam) {
        events.publish(seq -> new Event.Charted(seq, exam));
    }

    /// Tells listeners that a report's delivery came to an end, or was begun again: after it is durable.
    public void announceDelivery(long delivery) {
        events.publish(seq -> new Event.Dispatched(seq, delivery));
    }

    /// Makes an outcome durable: the result and the capture's state in one transaction, then the event.
    ///
    /// @throws IllegalStateException when the capture does not wait, so there is never a second answer, or when the
    ///     answer was made from other bytes than the capture's, so there is never another patient's
    /// @throws StoreException when it was not stored; the capture still waits
    public void finish(Result result) {
        long started = nanos.getAsLong();
        // Microseconds are what the database keeps; listeners must hear what is found later.
        Result kept = new Result(
                result.capture(),
                result.content(),
                result.outcome(),
                result.quality(),
                result.model(),
                result.times(),
                result.answeredAt().truncatedTo(ChronoUnit.MICROS));
        AnswerRow row = ResultDocument.toRow(kept);
        CaptureView view = database.write(connection -> ResultTable.finish(connection, kept, row));
        metrics.finished(view.capture(), kept, Duration.ofNanos(nanos.getAsLong() - started));
        waiters.tell(view);
        events.publish(seq -> new Event.Answered(seq, view));
    }

    /// The capture as soon as it is answered, or as it stands when the time is over.
    ///
    /// @throws IllegalArgumentException when there is no such capture
    public CaptureView await(CaptureId id, Duration max) throws InterruptedException {
        return waiters.await(id, max, () -> now(id));
    }

    /// The capture as it stands now.
    ///
    /// @throws IllegalArgumentException when there is no such capture
    public CaptureView now(CaptureId id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("there is no capture " + id));
    }

    /// Lets everybody who waits go on with what is known, now and from now on. For a stop, before the doors close.
    public void letGo() {
        waiters.close();
    }

    public Optional<CaptureView> find(CaptureId id) {
        return database.read(connection -> ResultTable.find(connection, id));
    }

    /// Newest first.
    public Page page(CaptureQuery query) {
        List<CaptureView> found = database.read(connection -> ResultTable.page(connection, query));
        if (found.size() <= query.limit()) {
            return new Page(found, Optional.empty());
        }
        List<CaptureView> captures = found.subList(0, query.limit());
        return new Page(captures, Optional.of(captures.getLast().capture().id()));
    }

    public Optional<ExamView> exam(String exam) {
        return database.read(connection -> examIn(connection, exam));
    }

    /// For who looks and writes in one transaction.
    public static Optional<ExamView> examIn(Connection connection, String exam) throws SQLException {
        return examOf(ResultTable.ofExam(connection, exam));
    }

    /// Exams with a capture accepted at or after the moment given, the latest first.
    ///
    /// @param limit 1 to 500
    public List<ExamView> exams(Instant since, int limit) {
        return database.read(connection -> examsIn(connection, since, Instant.MAX, limit));
    }

    /// As [#exams], for who looks at more in the same moment.
    ///
    /// @param until before which the capture was accepted
    public static List<ExamView> examsIn(Connection connection, Instant since, Instant until, int limit)
            throws SQLException {
        if (limit < 1 || limit > EXAMS_MAX) {
            throw new IllegalArgumentException("limit must be 1 to " + EXAMS_MAX + ", was " + limit);
        }
        List<ExamView> exams = new ArrayList<>();
        for (String exam : ResultTable.exams(connection, since, until, limit)) {
            examIn(connection, exam).ifPresent(exams::add);
        }
        return exams;
    }

    private static Optional<ExamView> examOf(List<CaptureView> newestFirst) {
        if (newestFirst.isEmpty()) {
            return Optional.empty();
        }
        String exam = newestFirst.getFirst().capture().identity().exam();
        Optional<String> patient = newestFirst.stream()
                .flatMap(view -> view.capture().identity().patient().stream())
                .findFirst();
        return Optional.of(new ExamView(exam, patient, newestFirst, ExamOutcome.of(newestFirst)));
    }

    /// Puts a dead letter back to work; its history stays.
    ///
    /// @throws IllegalStateException when it is not in the dead letter
    public void retry(CaptureId id) {
        CaptureView view = database.write(connection -> ResultTable.retry(connection, id));
        waiters.forget(id);
        metrics.retried(view.capture());
        events.publish(seq -> new Event.Accepted(seq, view));
        retried.accept(view.capture());
    }

    /// Listens from after that event on; a negative number means from now on. A listener that missed more than is
    /// kept hears [Event.Reload] first. Delivery is on a virtual thread of the subscription's own, in order. A
    /// listener that does not keep up is dropped: its subscription is no longer open.
    ///
    /// @throws IllegalStateException when there are too many listeners already, or the results are closed
    public Subscription subscribe(long afterEvent, Consumer<Event> listener) {
        return events.subscribe(afterEvent, listener);
    }

    /// Costs the same however many captures there are.
    public Tally tally() {
        return database.read(ResultTable::tally);
    }

    /// Ends every subscription. The database stays open. Idempotent.
    @Override
    public void close() {
        events.close();
    }
}
