package dev.fovea.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Statements are compiled once, and nobody who uses one can tell.
class ReusingConnectionTest {
    private static final String INSERT = "INSERT INTO eye (name) VALUES (?)";

    @TempDir
    Path folder;

    private Connection connection;

    @BeforeEach
    void open() throws SQLException {
        Path file = folder.resolve("a.db");
        Sqlite.create(file).close();
        connection = Sqlite.openWriting(file);
        Sqlite.execute(connection, "CREATE TABLE eye (name TEXT UNIQUE)");
        insert("left");
        insert("right");
    }

    @AfterEach
    void close() throws SQLException {
        connection.close();
    }

    private void insert(String name) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, name);
            insert.executeUpdate();
        }
    }

    private long count() throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) AS n FROM eye");
                ResultSet row = select.executeQuery()) {
            return row.getLong("n");
        }
    }

    @Test
    void aClosedStatementServesTheNextWithTheSameWords() throws SQLException {
        PreparedStatement first = connection.prepareStatement(INSERT);
        first.close();
        PreparedStatement second = connection.prepareStatement(INSERT);
        assertThat(second).isSameAs(first);
        second.close();
    }

    @Test
    void twoAtOnceAreTwo() throws SQLException {
        try (PreparedStatement outer = connection.prepareStatement("SELECT name FROM eye ORDER BY name");
                ResultSet rows = outer.executeQuery()) {
            assertThat(rows.next()).isTrue();
            try (PreparedStatement inner = connection.prepareStatement("SELECT name FROM eye ORDER BY name");
                    ResultSet own = inner.executeQuery()) {
                assertThat(own.getString(1)).isEqualTo("left");
            }
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString("name")).isEqualTo("right");
        }
    }

    @Test
    void whatWasBoundBeforeIsForgotten() throws SQLException {
        insert("other");
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("SELECT count(*) FROM eye WHERE name IS NULL");
                ResultSet row = select.executeQuery()) {
            assertThat(row.getInt(1)).isOne();
        }
    }

    @Test
    void rowsLeftUnreadHoldNothingBack() throws SQLException {
        PreparedStatement select = connection.prepareStatement("SELECT name FROM eye");
        assertThat(select.executeQuery().next()).isTrue();
        select.close();
        // A statement that still has rows to give would keep the log from being folded back.
        try (PreparedStatement checkpoint = connection.prepareStatement("PRAGMA wal_checkpoint(TRUNCATE)");
                ResultSet row = checkpoint.executeQuery()) {
            assertThat(row.getInt(1)).isZero();
        }
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void aStatementThatFailedWorksTheNextTime() throws SQLException {
        assertThatThrownBy(() -> insert("left")).hasMessageContaining("UNIQUE");
        insert("third");
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void oneThatTheDriverGaveUpIsCompiledAnewAndKeptAgain() throws SQLException {
        assertThatThrownBy(() -> Sqlite.step(connection, "ROLLBACK")).hasMessageContaining("no transaction");
        Sqlite.step(connection, "BEGIN");
        Sqlite.step(connection, "ROLLBACK");
        PreparedStatement again = connection.prepareStatement("ROLLBACK");
        again.close();
        try (PreparedStatement same = connection.prepareStatement("ROLLBACK")) {
            assertThat(same).isSameAs(again);
        }
    }

    @Test
    void aFullDatabaseThatGetsRoomTakesTheSameStatementAgain() throws SQLException {
        Sqlite.execute(connection, "PRAGMA max_page_count = 3");
        String large = "x".repeat(100_000);
        assertThatThrownBy(() -> insert(large)).matches(Sqlite::isDiskFull);
        Sqlite.execute(connection, "PRAGMA max_page_count = 1000");
        insert(large);
        insert("third");
        assertThat(count()).isEqualTo(4);
    }

    @Test
    void aTableThatChangesIsSeen() throws SQLException {
        assertThat(count()).isEqualTo(2);
        Sqlite.execute(connection, "ALTER TABLE eye ADD COLUMN side TEXT DEFAULT 'none'");
        try (PreparedStatement select = connection.prepareStatement("SELECT * FROM eye");
                ResultSet row = select.executeQuery()) {
            assertThat(row.getString("side")).isEqualTo("none");
        }
    }

    @Test
    void moreThanAreKeptStillWork() throws SQLException {
        PreparedStatement first = connection.prepareStatement("SELECT name, 0 FROM eye");
        for (int i = 1; i <= ReusingConnection.KEPT_MAX + 5; i++) {
            try (PreparedStatement select = connection.prepareStatement("SELECT name, " + i + " FROM eye");
                    ResultSet row = select.executeQuery()) {
                assertThat(row.getInt(2)).isEqualTo(i);
            }
        }
        try (ResultSet row = first.executeQuery()) {
            assertThat(row.next()).isTrue();
        }
        first.close();
        assertThat(first.isClosed()).isTrue();
    }

    @Test
    void settingsAreThoseOfAnyConnectionOfOurs() throws SQLException {
        try (PreparedStatement mode = connection.prepareStatement("PRAGMA journal_mode");
                ResultSet journal = mode.executeQuery();
                PreparedStatement level = connection.prepareStatement("PRAGMA synchronous");
                ResultSet synchronous = level.executeQuery()) {
            assertThat(journal.getString(1)).isEqualTo("wal");
            assertThat(synchronous.getInt(1)).isEqualTo(2);
        }
    }
}
