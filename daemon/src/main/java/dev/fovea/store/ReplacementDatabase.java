package dev.fovea.store;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;

/// A new database made beside one that cannot be trusted, which is then moved aside, never deleted. Holds the
/// folder's lock, so no daemon runs meanwhile. Until [#putInPlace] the folder is as it was. For one thread.
public final class ReplacementDatabase implements AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSSSSS").withZone(ZoneOffset.UTC);

    private final DataFolder folder;
    private final FolderLock folderLock;
    private final Path draft;
    private final Connection connection;
    private int added;

    private ReplacementDatabase(DataFolder folder, FolderLock folderLock, Path draft, Connection connection) {
        this.folder = folder;
        this.folderLock = folderLock;
        this.draft = draft;
        this.connection = connection;
    }

    /// @throws StoreException when a daemon runs on this folder
    public static ReplacementDatabase begin(DataFolder folder) {
        FolderLock folderLock = FolderLock.take(folder);
        try {
            Path draft = NewDatabase.draft(folder, Schema.CURRENT);
            Connection connection = Sqlite.create(draft);
            Sqlite.execute(connection, "BEGIN IMMEDIATE");
            return new ReplacementDatabase(folder, folderLock, draft, connection);
        } catch (SQLException | IOException e) {
            folderLock.close();
            throw new StoreException("a new database cannot be made in " + folder.root() + ": " + e.getMessage(), e);
        }
    }

    /// The captures the old database still shows: those were acknowledged for certain.
    ///
    /// @param expected about how many there should be
    public Set<CaptureId> readableCaptures(int expected) {
        try (Salvage salvage = Salvage.open(folder.database())) {
            return salvage.captures(expected);
        }
    }

    public void add(Capture capture, Optional<String> idempotencyKey) {
        try {
            CaptureRows.insert(connection, capture, idempotencyKey);
            added++;
        } catch (SQLException e) {
            throw new StoreException("the new database did not take " + capture.id() + ": " + e.getMessage(), e);
        }
    }

    /// Takes over every answer of the old database that is whole and belongs to a capture added before.
    ///
    /// @return how many
    public int salvageAnswers() {
        try (Salvage salvage = Salvage.open(folder.database())) {
            return salvage.answers(connection, added);
        } catch (SQLException e) {
            throw new StoreException("the new database did not take an old answer: " + e.getMessage(), e);
        }
    }

    /// Takes over every whole chart entry and report of the old database, and what is to be sent of them.
    ///
    /// @return how many entries and reports
    public int salvageCharts() {
        try (Salvage salvage = Salvage.open(folder.database())) {
            int taken = salvage.charts(connection);
            salvage.deliveries(connection);
            return taken;
        } catch (SQLException e) {
            throw new StoreException("the new database did not take an old chart entry: " + e.getMessage(), e);
        }
    }

    /// The old one goes aside with a time stamp, the new one takes its name.
    ///
    /// @return where the old one is, empty when there was none
    public Optional<Path> putInPlace(Instant now) {
        try {
            Sqlite.execute(connection, "COMMIT");
            Sqlite.execute(connection, "PRAGMA journal_mode = WAL");
            connection.close();
            NewDatabase.sync(draft);
            Optional<Path> aside = moveAside(now);
            NewDatabase.rename(draft, folder);
            return aside;
        } catch (SQLException | IOException e) {
            throw new StoreException("the new database could not be put in place: " + e.getMessage(), e);
        }
    }

    private Optional<Path> moveAside(Instant now) throws IOException {
        Path file = folder.database();
        Path target = folder.aside().resolve("fovea-" + STAMP.format(now) + ".db");
        Files.createDirectories(folder.aside());
        boolean moved = false;
        // The file before its log: should we die in between, a log without its file is still seen as a loss.
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Path from = Examination.sibling(file, suffix);
            if (Files.exists(from)) {
                Files.move(from, Examination.sibling(target, suffix), StandardCopyOption.ATOMIC_MOVE);
                moved = true;
            }
        }
        return moved ? Optional.of(target) : Optional.empty();
    }

    /// Lets go of the folder. Idempotent.
    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException("the new database did not close: " + e.getMessage(), e);
        } finally {
            folderLock.close();
        }
    }
}
