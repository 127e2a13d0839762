package dev.fovea.store;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes. Whatever waits when a transaction starts shares it, and so shares its sync of the
/// disk: under load one sync serves many callers, alone nobody waits for company.
final class Writer implements AutoCloseable {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(30);

    private final Connection connection;
    private final StoreSettings settings;
    private final Consumer<SQLException> failed;
    private final Consumer<Throwable> broken;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition room = lock.newCondition();

    @GuardedBy("lock")
    private final Deque<WriteJob<?>> waiting = new ArrayDeque<>();

    @GuardedBy("lock")
    private boolean closed;

    /// Set by the writer thread for good once the disk failed (after a failed sync a later one may lie) or this
    /// thread did.
    private @Nullable SQLException failure;

    /// @param failed told of each error of the database's own
    /// @param broken told once of anything else that nobody foresaw
    Writer(Connection connection, StoreSettings settings, Consumer<SQLException> failed, Consumer<Throwable> broken) {
        this.connection = connection;
        this.settings = settings;
        this.failed = failed;
        this.broken = broken;
        this.thread = Thread.ofPlatform().name("fovea-store").start(this::loop);
    }

    /// Returns when the work is on the disk. Not interruptible once it has a place: the caller must know the
    /// outcome.
    <T> T write(SqlWork<T> sql) {
        WriteJob<T> job = new WriteJob<>(sql);
        enqueue(job);
        return job.await();
    }

    private void enqueue(WriteJob<?> job) {
        lock.lock();
        try {
            long left = settings.waitMax().toNanos();
            while (!closed && waiting.size() >= settings.waitingMax()) {
                if (left <= 0) {
                    throw new StoreException("the database had no room for a write within " + settings.waitMax());
                }
                left = room.awaitNanos(left);
            }
            if (closed) {
                throw new StoreException("the database is closed");
            }
            waiting.add(job);
            work.signal();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted before the write had a place; nothing was stored", e);
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    private void loop() {
        for (List<WriteJob<?>> group = take(); !group.isEmpty(); group = take()) {
            try {
                transact(group);
            } catch (Throwable e) {
                breakDown(group, e);
            }
            group.forEach(WriteJob::deliver);
        }
    }

    /// Nobody foresaw this (no memory left, a bug), so nobody knows what of it was stored. Callers go on being
    /// answered, with a failure.
    private void breakDown(List<WriteJob<?>> group, Throwable e) {
        SQLException cause = new SQLException("the writer broke down: " + e, e);
        failure = cause;
        lose(group, cause);
        try {
            rollBack();
            broken.accept(e);
        } catch (Throwable worse) {
            // The callers must hear, whatever else fails; every later write fails too.
            e.addSuppressed(worse);
        }
    }

    private static void lose(List<WriteJob<?>> group, SQLException e) {
        StoreException lost = new StoreException("the database did not take a write: " + e.getMessage(), e);
        group.forEach(job -> job.fail(lost));
    }

    /// Empty only when closed and all is written.
    private List<WriteJob<?>> take() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                work.awaitUninterruptibly();
            }
            List<WriteJob<?>> group = new ArrayList<>(Math.min(waiting.size(), settings.groupMax()));
            while (!waiting.isEmpty() && group.size() < settings.groupMax()) {
                group.add(waiting.remove());
            }
            room.signalAll();
            return group;
        } finally {
            lock.unlock();
        }
    }

    private void transact(List<WriteJob<?>> group) {
        try {
            if (failure != null) {
                throw failure;
            }
            Sqlite.step(connection, "BEGIN IMMEDIATE");
            for (WriteJob<?> job : group) {
                attempt(job);
            }
            Sqlite.step(connection, "COMMIT");
        } catch (SQLException e) {
            note(e);
            rollBack();
            lose(group, e);
        }
    }

    private void attempt(WriteJob<?> job) throws SQLException {
        Sqlite.step(connection, "SAVEPOINT work");
        if (!job.run(connection)) {
            job.cause().ifPresent(this::note);
            if (failure != null) {
                throw failure;
            }
            undo(job);
        }
        Sqlite.step(connection, "RELEASE work");
    }

    /// Some errors, a full disk among them, roll back the whole transaction at once. Then the savepoint is gone and
    /// the group fails as a whole, for that error: nobody is told that something is stored which is not.
    private void undo(WriteJob<?> job) throws SQLException {
        try {
            Sqlite.step(connection, "ROLLBACK TO work");
        } catch (SQLException savepointIsGone) {
            throw job.cause().orElse(savepointIsGone);
        }
    }

    private void note(SQLException e) {
        if (Sqlite.isDiskFailure(e)) {
            failure = e;
        }
        failed.accept(e);
    }

    private void rollBack() {
        try {
            Sqlite.step(connection, "ROLLBACK");
        } catch (SQLException alreadyRolledBack) {
            // Some errors roll back by themselves; the next BEGIN tells if it was anything else.
        }
    }

    /// Writes what waits, then closes the connection, which folds the log back into the file.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            work.signalAll();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            if (!thread.join(CLOSE_MAX)) {
                throw new StoreException("the database did not finish writing within " + CLOSE_MAX);
            }
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (SQLException e) {
            throw new StoreException("the database did not close: " + e.getMessage(), e);
        }
    }
}
