package dev.fovea.statistics;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.store.Database;
import dev.fovea.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Follows the stored answers on a thread of its own: once through all of them after the start, then whatever is new,
/// every few seconds. The database is the only source, so a restart loses nothing, and no photograph waits for it.
public final class DriftWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(DriftWatch.class.getName());

    /// Longer than the daemon takes to be ready.
    private static final Duration FIRST_AFTER = Duration.ofSeconds(5);

    private static final Duration PERIOD = Duration.ofSeconds(10);

    /// Answers read in one transaction.
    private static final int PAGE = 500;

    private static final Duration JOIN_MAX = Duration.ofSeconds(1);

    private final Database database;
    private final DriftState state;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();

    @GuardedBy("lock")
    private boolean closed;

    private long lastSeq;
    private boolean failing;
    private volatile List<DriftFigures> latest = List.of();

    DriftWatch(Database database, DriftSettings settings) {
        this.database = database;
        this.state = new DriftState(settings);
        this.thread = Thread.ofVirtual().name("drift-watch").unstarted(this::watch);
    }

    public static DriftWatch start(Database database, DriftSettings settings) {
        DriftWatch watch = new DriftWatch(database, settings);
        watch.thread.start();
        return watch;
    }

    /// One of each task whose model has answered enough, by task; none until all that is stored has been read.
    public List<DriftFigures> figures() {
        return latest;
    }

    private void watch() {
        Duration pause = FIRST_AFTER;
        while (!closedAfter(pause)) {
            look();
            pause = PERIOD;
        }
    }

    /// Reads what is new, to its end.
    void look() {
        try {
            boolean more = true;
            while (more && !closedAfter(Duration.ZERO)) {
                more = readPage();
            }
            if (!more) {
                latest = state.figures();
                failing = false;
            }
        } catch (StoreException e) {
            if (!failing) {
                LOG.log(System.Logger.Level.WARNING, "answers cannot be read for the drift figures", e);
            }
            failing = true;
        } catch (RuntimeException bug) {
            // Photographs matter more than figures about them: these go away, and the daemon goes on.
            latest = List.of();
            LOG.log(System.Logger.Level.WARNING, "the drift figures could not be made", bug);
        }
    }

    /// @return whether there may be more
    private boolean readPage() {
        List<StatisticsTable.Answered> answers =
                database.read(connection -> StatisticsTable.answers(connection, lastSeq, PAGE));
        for (StatisticsTable.Answered answered : answers) {
            state.add(answered.task(), answered.fate());
            lastSeq = answered.seq();
        }
        return answers.size() == PAGE;
    }

    /// Waits so long, or until it is closed.
    private boolean closedAfter(Duration wait) {
        long left = wait.toNanos();
        lock.lock();
        try {
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(JOIN_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
