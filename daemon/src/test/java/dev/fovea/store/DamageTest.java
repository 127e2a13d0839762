package dev.fovea.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.store.StoreState.ReadOnly;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A database that cannot be trusted is neither written nor wiped.
@Timeout(30)
class DamageTest {
    private static final int PAGE = 4096;

    @TempDir(factory = InMemory.class)
    Path root;

    private DataFolder folder;

    @BeforeEach
    void aFolderThatWasUsed() throws IOException {
        folder = new DataFolder(root);
        try (Database database = Database.open(folder, StoreSettings.DEFAULT)) {
            database.write(
                    connection -> execute(connection, "CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT)"));
            database.write(connection -> execute(
                    connection,
                    "INSERT INTO note (text) WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n"
                            + " WHERE i < 300) SELECT hex(randomblob(200)) FROM n"));
        }
        Files.createDirectories(folder.blobs().resolve("ab"));
        Files.writeString(folder.blobs().resolve("ab").resolve("photograph"), "bytes");
    }

    @Test
    void aDatabaseThatCannotBeOpenedNowIsNotCalledDamaged() throws SQLException {
        try (Connection foreign = Sqlite.create(folder.database())) {
            execute(foreign, "BEGIN EXCLUSIVE");

            try (Database database = Database.open(folder, StoreSettings.DEFAULT)) {
                assertThat(database.state()).isInstanceOfSatisfying(ReadOnly.class, state -> {
                    assertThat(state.reason()).startsWith("The database cannot be opened: ");
                    assertThat(state.advice()).startsWith("Free space").doesNotContain("--rebuild-index");
                });
            }
        }
    }

    @Test
    void aFreshFolderGetsADatabase(@TempDir(factory = InMemory.class) Path fresh) {
        try (Database database = Database.open(new DataFolder(fresh), StoreSettings.DEFAULT)) {
            assertThat(database.state()).isEqualTo(new StoreState.Ok());
        }
    }

    @Test
    void aMissingDatabaseBesidePhotographsIsALossAndNoFreshStart() throws IOException {
        Files.delete(folder.database());

        assertReadOnly("is missing, but the folder holds photographs");
        assertThat(folder.database()).doesNotExist();
    }

    @Test
    void aMissingDatabaseBesideItsLogIsALossToo(@TempDir(factory = InMemory.class) Path other) throws IOException {
        folder = new DataFolder(other);
        Files.writeString(other.resolve("fovea.db-wal"), "log");

        assertReadOnly("is missing");
        assertThat(other.resolve("fovea.db-wal")).hasContent("log");
    }

    @Test
    void aGarbledHeaderIsNotADatabase() throws IOException {
        overwrite(0, new byte[16]);

        assertReadOnly("is not a database any more");
    }

    @Test
    void anEmptyFileIsNotADatabase() throws IOException {
        Files.write(folder.database(), new byte[0]);

        assertReadOnly("is not a database any more");
    }

    @Test
    void aFileCutShortIsDamaged() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.database().toFile(), "rw")) {
            file.setLength(file.length() - 6 * PAGE);
        }

        assertReadOnly("The database is damaged");
    }

    @Test
    void anOverwrittenPageIsDamage() throws IOException {
        byte[] garbage = new byte[PAGE];
        java.util.Arrays.fill(garbage, (byte) 0x5a);
        overwrite(Files.size(folder.database()) - 3 * PAGE, garbage);

        assertReadOnly("The database is damaged");
    }

    @Test
    void theSoundPagesOfADamagedDatabaseCanStillBeRead() throws IOException {
        byte[] garbage = new byte[PAGE];
        overwrite(Files.size(folder.database()) - 3 * PAGE, garbage);

        try (Database database = Database.open(folder, StoreSettings.DEFAULT)) {
            assertThat(database.state()).isInstanceOf(ReadOnly.class);
            assertThat(database.<String>read(connection -> text(connection, 1))).hasSize(400);
        }
    }

    @Test
    void aLargeDatabaseIsCheckedInTheBackground() throws IOException {
        byte[] garbage = new byte[PAGE];
        overwrite(Files.size(folder.database()) - 3 * PAGE, garbage);

        try (Database database = Database.open(folder, new StoreSettings(1, 1, 1, Duration.ofSeconds(1), 0))) {
            while (database.state() instanceof StoreState.Ok) {
                Thread.onSpinWait();
            }

            assertThatThrownBy(() -> database.write(connection -> execute(connection, "DELETE FROM note")))
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void damageMetWhileReadingStopsTheWriting() throws IOException {
        byte[] garbage = new byte[PAGE];
        overwrite(Files.size(folder.database()) - 3 * PAGE, garbage);
        Schema current = Schema.CURRENT;
        try (Database database = Database.open(folder, new StoreSettings(1, 1, 1, Duration.ofSeconds(1), 0), current)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> database.read(connection -> text(connection, -1)));

            assertThat(database.state()).isInstanceOf(ReadOnly.class);
        }
    }

    @Test
    void aNewerSchemaIsLeftToTheNewerProgram() throws SQLException {
        try (Connection connection = Sqlite.openWriting(folder.database())) {
            execute(connection, "PRAGMA user_version = 99");
        }

        assertReadOnly("The database is of schema 99, this Fovea knows schemas up to 4");
    }

    @Test
    void anOlderSchemaIsBroughtForwardStepByStep(@TempDir(factory = InMemory.class) Path other) {
        DataFolder old = new DataFolder(other);
        Schema first = new Schema(List.of("CREATE TABLE a (x INTEGER)"));
        Schema third = new Schema(List.of(
                "CREATE TABLE a (x INTEGER)", "ALTER TABLE a ADD COLUMN y INTEGER", "INSERT INTO a VALUES (1, 2)"));
        Database.open(old, StoreSettings.DEFAULT, first).close();

        try (Database database = Database.open(old, StoreSettings.DEFAULT, third)) {
            assertThat(database.<Integer>read(Schema::versionOf)).isEqualTo(3);
            int changed = database.write(connection -> execute(connection, "UPDATE a SET y = 3"));
            assertThat(changed).isEqualTo(1);
        }
    }

    @Test
    void aMigrationThatFailsLeavesTheDatabaseAsItWas(@TempDir(factory = InMemory.class) Path other) {
        DataFolder old = new DataFolder(other);
        Schema first = new Schema(List.of("CREATE TABLE a (x INTEGER)"));
        Schema second = new Schema(List.of("CREATE TABLE a (x INTEGER)", "CREATE TABLE b (x INTEGER); DROP TABLE c"));
        Database.open(old, StoreSettings.DEFAULT, first).close();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Database.open(old, StoreSettings.DEFAULT, second))
                .withMessageContaining("no such table: c");

        try (Database database = Database.open(old, StoreSettings.DEFAULT, first)) {
            assertThat(database.<Integer>read(Schema::versionOf)).isEqualTo(1);
            int created = database.write(connection -> execute(connection, "CREATE TABLE b (x INTEGER)"));
            assertThat(created).isZero();
        }
    }

    @Test
    void aDraftOfACrashedFirstStartIsInNobodysWay(@TempDir(factory = InMemory.class) Path other) throws IOException {
        Files.writeString(other.resolve("fovea.db.new"), "half a database");

        try (Database database = Database.open(new DataFolder(other), StoreSettings.DEFAULT)) {
            assertThat(database.state()).isEqualTo(new StoreState.Ok());
        }
    }

    private void assertReadOnly(String reason) {
        Map<String, String> before = contents();
        try (Database database = Database.open(folder, StoreSettings.DEFAULT)) {
            assertThat(database.state()).isInstanceOfSatisfying(ReadOnly.class, state -> {
                assertThat(state.reason()).contains(reason).endsWith(".");
                assertThat(state.advice()).isNotBlank().endsWith(".");
                assertThatExceptionOfType(StoreException.class)
                        .isThrownBy(() -> database.write(connection -> execute(connection, "SELECT 1")))
                        .withMessage(state.reason());
            });
        }
        assertThat(contents()).containsAllEntriesOf(before);
    }

    private Map<String, String> contents() {
        try (Stream<Path> files = Files.walk(folder.root())) {
            Map<String, String> contents = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                contents.put(
                        folder.root().relativize(file).toString(),
                        dev.fovea.model.Sha256.of(bytes).hex());
            }
            return contents;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void overwrite(long offset, byte[] bytes) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(folder.database().toFile(), "rw")) {
            file.seek(offset);
            file.write(bytes);
        }
    }

    private static String text(Connection connection, int number) throws SQLException {
        String where = number < 0 ? " WHERE text LIKE '%q%'" : " WHERE number = " + number;
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("SELECT text FROM note" + where)) {
            return row.next() ? row.getString(1) : "";
        }
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
