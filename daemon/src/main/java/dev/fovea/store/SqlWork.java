package dev.fovea.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Something to write. Runs on the database's one writer thread, in a savepoint of its own: when it throws, nothing
/// of it stays. It must be short, close its statements, and neither commit nor roll back.
@FunctionalInterface
public interface SqlWork<T> {
    T run(Connection connection) throws SQLException;
}
