package dev.fovea.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class DatabaseTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private Database database;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

    @BeforeEach
    void open() {
        database = Database.open(new DataFolder(root), StoreSettings.DEFAULT);
        database.write(connection -> execute(connection, "CREATE TABLE note (number INTEGER PRIMARY KEY, text TEXT)"));
    }

    @AfterEach
    void close() {
        callers.close();
        database.close();
    }

    @Test
    void whatWasWrittenIsReadByTheNext() {
        int number = database.write(connection -> {
            note(connection, 7);
            return 7;
        });

        assertThat(number).isEqualTo(7);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatWasWrittenIsThereAfterARestart() {
        database.write(connection -> note(connection, 1));
        database.close();

        database = Database.open(new DataFolder(root), StoreSettings.DEFAULT);

        assertThat(database.state()).isEqualTo(new StoreState.Ok());
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void allWhoWaitShareOneTransaction() throws Exception {
        List<Future<Integer>> seen = new ArrayList<>();
        try (Held _ = new Held()) {
            for (int i = 0; i < 20; i++) {
                seen.add(submitAndAwaitPlace(i, connection -> {
                    note(connection, count(connection));
                    return count(connection) - count();
                }));
            }
        }

        // In one transaction each sees its predecessors, and nobody outside sees any of them.
        for (int i = 0; i < 20; i++) {
            assertThat(seen.get(i).get()).isEqualTo(i + 1);
        }
        assertThat(count()).isEqualTo(20);
    }

    @Test
    void aFailingWorkLeavesNothingAndSparesItsNeighbours() throws Exception {
        List<Future<Integer>> done = new ArrayList<>();
        try (Held _ = new Held()) {
            done.add(submitAndAwaitPlace(0, connection -> note(connection, 1)));
            done.add(submitAndAwaitPlace(1, connection -> {
                note(connection, 2);
                throw new IllegalArgumentException("no good");
            }));
            done.add(submitAndAwaitPlace(2, connection -> note(connection, 1)));
            done.add(submitAndAwaitPlace(3, connection -> note(connection, 3)));
        }

        assertThat(done.get(0).get()).isEqualTo(1);
        assertThatThrownBy(() -> done.get(1).get()).hasRootCauseMessage("no good");
        assertThatExceptionOfType(ExecutionException.class)
                .isThrownBy(() -> done.get(2).get())
                .withCauseInstanceOf(StoreException.class)
                .withMessageContaining("UNIQUE");
        assertThat(done.get(3).get()).isEqualTo(1);
        assertThat(count()).isEqualTo(2);
        assertThat(database.state()).isEqualTo(new StoreState.Ok());
    }

    @Test
    void aBugInTheWorkReachesItsCallerAndNobodyElse() {
        assertThatThrownBy(() -> database.write(_ -> {
                    throw new AssertionError("bug");
                }))
                .isInstanceOf(AssertionError.class);

        database.write(connection -> note(connection, 1));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whenTheDiskIsFullNobodyIsToldThatItWasStored() throws Exception {
        database.write(connection -> execute(connection, "PRAGMA max_page_count = 40"));
        List<Future<Integer>> done = new ArrayList<>();
        try (Held _ = new Held()) {
            for (int i = 0; i < 30; i++) {
                int number = i;
                done.add(submitAndAwaitPlace(i, connection -> large(connection, number)));
            }
        }

        int stored = 0;
        for (Future<Integer> each : done) {
            try {
                stored += each.get();
            } catch (ExecutionException e) {
                assertThat(e.getCause())
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                full -> assertThat(full.diskFull()).isTrue());
            }
        }
        assertThat(stored).isLessThan(30);
        assertThat(count()).isEqualTo(stored);
        database.write(connection -> execute(connection, "PRAGMA max_page_count = 100000"));
        database.write(connection -> note(connection, 1000));
        assertThat(count()).isEqualTo(stored + 1);
    }

    @Test
    void aReaderSeesOneMoment() {
        int difference = database.read(connection -> {
            int before = count(connection);
            database.write(writing -> note(writing, 1));
            return count(connection) - before;
        });

        assertThat(difference).isZero();
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void aReaderCannotWrite() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> database.read(connection -> note(connection, 1)))
                .withMessageContaining("readonly");
    }

    @Test
    void whoFindsNoPlaceInTimeIsToldThatNothingWasStored() throws Exception {
        database.close();
        database =
                Database.open(new DataFolder(root), new StoreSettings(1, 1, 1, Duration.ofMillis(20), Long.MAX_VALUE));
        Future<Integer> first;
        try (Held _ = new Held()) {
            first = submitAndAwaitPlace(0, connection -> note(connection, 1));

            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> database.write(connection -> note(connection, 2)))
                    .withMessage("the database had no room for a write within PT0.02S");
        }
        assertThat(first.get()).isEqualTo(1);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void whatWaitsIsWrittenBeforeItCloses() throws Exception {
        List<Future<Integer>> done = new ArrayList<>();
        Held held = new Held();
        for (int i = 0; i < 5; i++) {
            int number = i;
            done.add(submitAndAwaitPlace(i, connection -> note(connection, number)));
        }
        Future<?> closing = callers.submit(database::close);
        held.close();
        closing.get();

        for (Future<Integer> each : done) {
            assertThat(each.get()).isEqualTo(1);
        }
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> database.write(connection -> note(connection, 9)))
                .withMessage("the database is closed");
        assertThatExceptionOfType(StoreException.class).isThrownBy(this::count);
    }

    @Test
    void aSecondProcessIsKeptOut() {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> Database.open(new DataFolder(root), StoreSettings.DEFAULT))
                .withMessage("another Fovea uses the data folder " + root + "; stop it first");
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings(0, 1, 1, Duration.ofSeconds(1), 0))
                .withMessage("store.readers must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StoreSettings(1, 1, 1, Duration.ZERO, 0))
                .withMessage("store.wait-max must be above zero, was PT0S");
    }

    /// Keeps the writer busy, so that others pile up behind it.
    private final class Held implements AutoCloseable {
        private final CountDownLatch release = new CountDownLatch(1);
        private final CompletableFuture<Integer> holder;

        Held() throws InterruptedException {
            CountDownLatch holding = new CountDownLatch(1);
            holder = CompletableFuture.supplyAsync(
                    () -> database.write(_ -> {
                        holding.countDown();
                        awaitQuietly(release);
                        return 0;
                    }),
                    callers);
            holding.await();
        }

        @Override
        public void close() {
            release.countDown();
            holder.join();
        }
    }

    private Future<Integer> submitAndAwaitPlace(int already, SqlWork<Integer> work) {
        Future<Integer> done = callers.submit(() -> database.write(work));
        while (database.waitingWrites() <= already) {
            Thread.onSpinWait();
        }
        return done;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private int count() {
        return database.read(DatabaseTest::count);
    }

    private static int count(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM note")) {
            return row.getInt(1);
        }
    }

    private static int note(Connection connection, int number) throws SQLException {
        return execute(connection, "INSERT INTO note (number) VALUES (" + number + ")");
    }

    private static int large(Connection connection, int number) throws SQLException {
        return execute(connection, "INSERT INTO note VALUES (" + number + ", hex(randomblob(5000)))");
    }

    private static int execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }
}
