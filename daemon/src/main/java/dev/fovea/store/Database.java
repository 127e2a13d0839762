package dev.fovea.store;

import dev.fovea.store.StoreState.ReadOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The one SQLite database. Thread-safe.
///
/// It is never wiped: whatever cannot be trusted is opened read-only and left as it is, with the reason and the
/// advice in [#state]. The state can also turn read-only while running, when SQLite meets a damaged page or the
/// disk fails.
public final class Database implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Database.class.getName());

    private final DataFolder folder;
    private final FolderLock folderLock;
    private volatile StoreState state = new StoreState.Ok();
    private volatile @Nullable Writer writer;
    private volatile @Nullable Readers readers;
    private volatile @Nullable PageCheck pageCheck;

    private Database(DataFolder folder, FolderLock folderLock) {
        this.folder = folder;
        this.folderLock = folderLock;
    }

    /// Opens it, creates it in a fresh folder, or opens it read-only with the reason in [#state].
    ///
    /// @throws StoreException when another process uses the folder, or the folder cannot be used at all
    public static Database open(DataFolder folder, StoreSettings settings) {
        return open(folder, settings, Schema.CURRENT);
    }

    static Database open(DataFolder folder, StoreSettings settings, Schema schema) {
        Database database = new Database(folder, FolderLock.take(folder));
        try {
            database.start(settings, schema);
            return database;
        } catch (SQLException | IOException e) {
            database.close();
            throw new StoreException(
                    "the database " + folder.database() + " cannot be opened: " + e.getMessage() + ". "
                            + Examination.FREE_SPACE,
                    e);
        } catch (RuntimeException | Error e) {
            database.close();
            throw e;
        }
    }

    private void start(StoreSettings settings, Schema schema) throws SQLException, IOException {
        Path file = folder.database();
        if (!Files.exists(file)) {
            Optional<ReadOnly> missing = Examination.missing(folder);
            if (missing.isPresent()) {
                distrust(missing.get());
                return;
            }
            NewDatabase.create(folder, schema);
        }
        Optional<ReadOnly> header = Examination.header(file);
        if (header.isPresent()) {
            distrust(header.get());
            return;
        }
        boolean small = Files.size(file) <= settings.checkInlineMax();
        examine(file, schema, small);
        if (!(state instanceof ReadOnly)) {
            writer = new Writer(openWriting(file, schema), settings, this::judge, this::breakDown);
        }
        readers = openReaders(file, settings);
        if (!small) {
            pageCheck = PageCheck.start(file, this::distrust, this::judge);
        }
    }

    private void examine(Path file, Schema schema, boolean pages) {
        try (Connection connection = Sqlite.openReading(file);
                Statement statement = connection.createStatement()) {
            Examination.version(connection, schema).ifPresent(this::distrust);
            if (pages) {
                Examination.pages(statement).ifPresent(this::distrust);
            }
        } catch (SQLException e) {
            String detail = String.valueOf(e.getMessage());
            distrust(Sqlite.isDamage(e) ? Examination.damaged(detail) : Examination.unopened(detail));
        }
    }

    private static Connection openWriting(Path file, Schema schema) throws SQLException {
        Connection connection = Sqlite.openWriting(file);
        try {
            schema.migrate(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /// A damaged database may still give what lies on its sound pages.
    private @Nullable Readers openReaders(Path file, StoreSettings settings) throws SQLException {
        try {
            return new Readers(file, settings);
        } catch (SQLException e) {
            if (state instanceof ReadOnly) {
                return null;
            }
            throw e;
        }
    }

    public DataFolder folder() {
        return folder;
    }

    public StoreState state() {
        return state;
    }

    /// Runs the work in a transaction and returns when it is on the disk. Blocks: call it on a virtual thread. What
    /// the work throws, the caller gets.
    ///
    /// @throws StoreException when it was not stored; after a failure of the disk it may turn out stored at the
    ///     next start
    public <T> T write(SqlWork<T> work) {
        if (state instanceof ReadOnly(String reason, var _)) {
            throw new StoreException(reason);
        }
        Writer open = writer;
        if (open == null) {
            throw new StoreException("the database is closed");
        }
        return open.write(work);
    }

    /// Reads from one moment; sees every write that returned before.
    ///
    /// @throws StoreException when it cannot be read
    public <T> T read(SqlQuery<T> query) {
        Readers open = readers;
        if (open == null) {
            throw new StoreException(
                    state instanceof ReadOnly(String reason, var _) ? reason : "the database is closed");
        }
        try {
            return open.read(query);
        } catch (SQLException e) {
            judge(e);
            throw new StoreException("the database could not be read: " + e.getMessage(), e);
        }
    }

    /// Writes that wait for their transaction.
    int waitingWrites() {
        Writer open = writer;
        return open == null ? 0 : open.waiting();
    }

    /// Some errors mean that nothing may be written any more.
    private void judge(SQLException e) {
        if (Sqlite.isDamage(e)) {
            distrust(Examination.damaged(String.valueOf(e.getMessage())));
        } else if (Sqlite.isDiskFailure(e)) {
            distrust(Examination.diskFailed(String.valueOf(e.getMessage())));
        }
    }

    private void breakDown(Throwable e) {
        distrust(Examination.brokeDown(e.toString()));
        LOG.log(System.Logger.Level.ERROR, "the database's writer broke down", e);
    }

    private void distrust(ReadOnly trouble) {
        if (state instanceof StoreState.Ok) {
            state = trouble;
            LOG.log(System.Logger.Level.ERROR, "{0} {1}", trouble.reason(), trouble.advice());
        }
    }

    /// Writes what waits, then closes. Idempotent.
    @Override
    public void close() {
        try (FolderLock _ = folderLock;
                @Nullable Writer _ = writer;
                @Nullable Readers _ = readers;
                @Nullable PageCheck _ = pageCheck) {
            writer = null;
            readers = null;
            pageCheck = null;
        }
    }
}
