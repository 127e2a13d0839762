package dev.fovea.store;

import java.sql.Connection;
import java.sql.SQLException;

/// Something to read. Runs on the caller's thread; all it reads is from one moment. It must be short and close its
/// statements.
@FunctionalInterface
public interface SqlQuery<T> {
    T run(Connection connection) throws SQLException;
}
