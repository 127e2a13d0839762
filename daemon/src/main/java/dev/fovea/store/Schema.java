package dev.fovea.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables, as a list of scripts: script n makes version n out of version n-1. The file remembers its version in
/// `PRAGMA user_version`.
final class Schema {
    static final Schema CURRENT = new Schema(
            List.of(script("schema-1.sql"), script("schema-2.sql"), script("schema-3.sql"), script("schema-4.sql")));

    private final List<String> scripts;

    Schema(List<String> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    int version() {
        return scripts.size();
    }

    /// The version of a file, 0 when it is new.
    static int versionOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA user_version")) {
            return row.getInt(1);
        }
    }

    /// Whether it has the tables of what people add. One that was found damaged is never brought forward, so it may
    /// be older than this program.
    static boolean hasCharts(Connection connection) throws SQLException {
        return versionOf(connection) >= 2;
    }

    /// Whether it has the table of what is to be sent, as [#hasCharts].
    static boolean hasDeliveries(Connection connection) throws SQLException {
        return versionOf(connection) >= 3;
    }

    /// Whether it has the tables of the worklist, as [#hasCharts].
    static boolean hasWorklist(Connection connection) throws SQLException {
        return versionOf(connection) >= 4;
    }

    /// Brings a file of an older version to this one, each step in a transaction of its own.
    void migrate(Connection connection) throws SQLException {
        for (int version = versionOf(connection); version < scripts.size(); version++) {
            Sqlite.execute(connection, "BEGIN IMMEDIATE");
            try {
                Sqlite.execute(connection, scripts.get(version));
                Sqlite.execute(connection, "PRAGMA user_version = " + (version + 1));
                Sqlite.execute(connection, "COMMIT");
            } catch (SQLException e) {
                Sqlite.execute(connection, "ROLLBACK");
                throw e;
            }
        }
    }

    private static String script(String name) {
        try (InputStream script = Schema.class.getResourceAsStream(name)) {
            if (script == null) {
                throw new IllegalStateException("the program lacks its resource " + name);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }
}
