package dev.fovea.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteOpenMode;

/// How we talk to SQLite: the connection settings and the error codes that mean something to us.
final class Sqlite {
    /// Only a foreign process can hold the file that long; our own writer is one thread.
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;

    private Sqlite() {}

    /// For the writer: WAL, and FULL so that a commit is on the disk when it returns.
    static Connection openWriting(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        return reusing(config, file);
    }

    /// For a draft that nobody relies on yet: no syncs; whoever gives it its real name syncs it first.
    static Connection create(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setJournalMode(JournalMode.MEMORY);
        config.setSynchronous(SynchronousMode.OFF);
        return config.createConnection(url(file));
    }

    /// Cannot change the file, whatever is asked of it.
    static Connection openReading(Path file) throws SQLException {
        SQLiteConfig config = common();
        config.setReadOnly(true);
        return reusing(config, file);
    }

    /// One statement of those a transaction is made of.
    static void step(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.executeUpdate();
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    static boolean isDamage(Throwable cause) {
        return hasCode(cause, SQLiteErrorCode.SQLITE_CORRUPT) || hasCode(cause, SQLiteErrorCode.SQLITE_NOTADB);
    }

    /// The disk itself failed. After a failed sync nobody knows what reached it, so only a fresh start may go on.
    static boolean isDiskFailure(Throwable cause) {
        return hasCode(cause, SQLiteErrorCode.SQLITE_IOERR);
    }

    static boolean isDiskFull(Throwable cause) {
        return hasCode(cause, SQLiteErrorCode.SQLITE_FULL);
    }

    private static boolean hasCode(Throwable cause, SQLiteErrorCode code) {
        return cause instanceof SQLException sql && (sql.getErrorCode() & 0xff) == code.code;
    }

    private static SQLiteConfig common() {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        // Nobody asks for them, and the driver would look after each insert.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static Connection reusing(SQLiteConfig config, Path file) throws SQLException {
        return new ReusingConnection(url(file), file.toString(), config.toProperties());
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }
}
