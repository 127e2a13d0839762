package dev.fovea.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/// One caller's work and what became of it. Only the writer thread touches it until it is delivered.
final class WriteJob<T> {
    private final SqlWork<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T value;
    private @Nullable Throwable failure;

    WriteJob(SqlWork<T> work) {
        this.work = work;
    }

    /// False when the work threw: then nothing of it may stay.
    boolean run(Connection connection) {
        try {
            value = work.run(connection);
            return true;
        } catch (SQLException | RuntimeException | Error e) {
            failure = e;
            return false;
        }
    }

    /// The database's own error, if that is what the work threw.
    Optional<SQLException> cause() {
        return failure instanceof SQLException sql ? Optional.of(sql) : Optional.empty();
    }

    /// The transaction was lost. A work that threw by itself keeps its own error.
    void fail(Throwable lost) {
        if (failure == null) {
            failure = lost;
        }
    }

    void deliver() {
        switch (failure) {
            case null -> answer.complete(value);
            case SQLException sql ->
                answer.completeExceptionally(
                        new StoreException("the database did not take a write: " + sql.getMessage(), sql));
            case Throwable other -> answer.completeExceptionally(other);
        }
    }

    T await() {
        try {
            return answer.join();
        } catch (CompletionException e) {
            throw rethrown(e);
        }
    }

    private static RuntimeException rethrown(CompletionException e) {
        return switch (e.getCause()) {
            case RuntimeException cause -> cause;
            case Error cause -> throw cause;
            case null, default -> e;
        };
    }
}
