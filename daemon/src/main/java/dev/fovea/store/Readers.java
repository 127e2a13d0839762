package dev.fovea.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// A few connections that can only read, lent one at a time. In WAL mode they neither wait for the writer nor hold
/// it up.
final class Readers implements AutoCloseable {
    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> idle;
    private final Duration waitMax;

    Readers(Path file, StoreSettings settings) throws SQLException {
        this.idle = new ArrayBlockingQueue<>(settings.readers());
        this.waitMax = settings.waitMax();
        try {
            for (int i = 0; i < settings.readers(); i++) {
                all.add(Sqlite.openReading(file));
            }
        } catch (SQLException e) {
            close();
            throw e;
        }
        idle.addAll(all);
    }

    /// @throws StoreException when none gets free in time
    <T> T read(SqlQuery<T> query) throws SQLException {
        Connection connection = borrow();
        try {
            return read(connection, query);
        } finally {
            idle.add(connection);
        }
    }

    private static <T> T read(Connection connection, SqlQuery<T> query) throws SQLException {
        Sqlite.step(connection, "BEGIN");
        T found;
        try {
            found = query.run(connection);
        } catch (SQLException | RuntimeException | Error e) {
            // A disk that fails ends the transaction by itself. What it said counts, not that there was nothing to end.
            try {
                Sqlite.step(connection, "ROLLBACK");
            } catch (SQLException ended) {
                e.addSuppressed(ended);
            }
            throw e;
        }
        Sqlite.step(connection, "ROLLBACK");
        return found;
    }

    private Connection borrow() {
        try {
            Connection connection = idle.poll(waitMax.toNanos(), TimeUnit.NANOSECONDS);
            if (connection == null) {
                throw new StoreException("the database was too busy to be read within " + waitMax);
            }
            return connection;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting to read the database", e);
        }
    }

    /// The last one out need not wait for readers: they get an error, and nothing of theirs is lost.
    @Override
    public void close() {
        for (Connection connection : all) {
            try {
                connection.close();
            } catch (SQLException e) {
                throw new StoreException("a reading connection did not close: " + e.getMessage(), e);
            }
        }
    }
}
