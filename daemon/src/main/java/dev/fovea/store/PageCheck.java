package dev.fovea.store;

import dev.fovea.store.StoreState.ReadOnly;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;

/// Checks a large database in the background, so that a start does not wait for the whole file to be read.
final class PageCheck implements AutoCloseable {
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final Connection connection;
    private final Statement statement;
    private final Thread thread;

    private PageCheck(Connection connection, Statement statement, Thread thread) {
        this.connection = connection;
        this.statement = statement;
        this.thread = thread;
    }

    static PageCheck start(Path file, Consumer<ReadOnly> found, Consumer<SQLException> failed) throws SQLException {
        Connection connection = Sqlite.openReading(file);
        Statement statement = connection.createStatement();
        Thread thread = Thread.ofPlatform().name("fovea-page-check").start(() -> check(statement, found, failed));
        return new PageCheck(connection, statement, thread);
    }

    private static void check(Statement statement, Consumer<ReadOnly> found, Consumer<SQLException> failed) {
        try {
            Examination.pages(statement).ifPresent(found);
        } catch (SQLException e) {
            failed.accept(e);
        }
    }

    /// Breaks off a check that still runs.
    @Override
    public void close() {
        try {
            statement.cancel();
            if (thread.join(CLOSE_MAX)) {
                statement.close();
                connection.close();
            }
        } catch (SQLException e) {
            throw new StoreException("the page check did not end: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
