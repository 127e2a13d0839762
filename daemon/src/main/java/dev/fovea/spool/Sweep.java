package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.Sha256;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.DataFolder;
import dev.fovea.store.Database;
import dev.fovea.store.StoreException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/// Puts the folder in order before the first photograph is let in. Runs only over a database that can be trusted.
///
/// The rule: nothing that was acknowledged is ever deleted, even if the database should have lost its newest rows
/// (an older copy put back, a log file gone). A row promises a side file and a side file promises a photograph, so:
///
/// | found | it was | done |
/// |---|---|---|
/// | a file in `incoming` | never acknowledged: it has no final name | deleted |
/// | photograph and side file, no row | a crash before the commit, or a row the database lost | a row made: adopted |
/// | the same, but an equal capture has a row | sent again after the crash | side file aside |
/// | the same, but its exam is another patient's | the exam's name was used again | side file aside |
/// | side file, no row, photograph missing or damaged | not acknowledged, or lost with its row | side file aside |
/// | photograph, no side file, no row | a crash between two renames | aside |
///
/// Adopting is right either way: the sender had no answer, and an answer may always get lost on the way back.
final class Sweep {
    private static final System.Logger LOG = System.getLogger(Sweep.class.getName());

    private final Database database;
    private final DataFolder folder;
    private final Shelves shelves;
    private final Disk disk;
    private int temporary;
    private int adopted;
    private int aside;
    private int unreadable;

    Sweep(Database database, Shelves shelves, Disk disk) {
        this.database = database;
        this.folder = database.folder();
        this.shelves = shelves;
        this.disk = disk;
    }

    /// @throws StoreException when the disk does not let it finish
    SweepReport run() {
        try {
            boolean orderly = CleanMark.remove(folder, disk, database.<Long>read(SpoolTable::accepted));
            emptyIncoming();
            if (!orderly) {
                Set<String> known = database.read(SpoolTable::ids);
                for (Path shelf : shelves.all()) {
                    tidy(Shelf.list(shelf, known));
                }
            }
            SweepReport report = new SweepReport(orderly, temporary, adopted, aside, unreadable);
            if (adopted + aside + unreadable > 0) {
                LOG.log(System.Logger.Level.WARNING, "after an unorderly stop: {0}", report);
            }
            return report;
        } catch (IOException e) {
            throw new StoreException("the data folder " + folder.root() + " cannot be swept: " + e.getMessage(), e);
        }
    }

    private void emptyIncoming() throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder.incoming())) {
            for (Path file : files) {
                disk.delete(file);
                temporary++;
            }
        }
    }

    private void tidy(Shelf shelf) throws IOException {
        Set<Sha256> freed = new HashSet<>();
        for (String content : shelf.nameless()) {
            freed.add(new Sha256(content));
        }
        for (Shelf.Identity identity : shelf.unindexed()) {
            if (!settle(identity)) {
                freed.add(identity.content());
            }
        }
        for (Sha256 content : freed) {
            Path photograph = shelves.photograph(content);
            if (Files.exists(photograph) && !database.<Boolean>read(rows -> SpoolTable.knows(rows, content))) {
                setAside(photograph);
            }
        }
    }

    /// @return whether the photograph stays for its sake
    private boolean settle(Shelf.Identity identity) throws IOException {
        try {
            Optional<SideFile> side = identity.read();
            if (side.isEmpty()) {
                unreadable++;
                return true;
            }
            Path photograph = shelves.photograph(identity.content());
            if (Files.exists(photograph) && Shelf.isIntact(photograph, identity.content()) && adopt(side.get())) {
                return true;
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "cannot read " + identity.file(), e);
            unreadable++;
            return true;
        }
        setAside(identity.file());
        return false;
    }

    /// False when an equal capture has a row already, or the exam is another patient's.
    private boolean adopt(SideFile side) {
        Capture capture = side.capture();
        boolean isNew = database.write(connection -> insert(connection, side));
        if (isNew) {
            adopted++;
            LOG.log(System.Logger.Level.INFO, "capture {0} was whole but for its row, and is back", capture.id());
        }
        return isNew;
    }

    private static boolean insert(Connection connection, SideFile side) throws SQLException {
        if (!SpoolTable.precedent(connection, side).admits(side.capture().identity())) {
            return false;
        }
        CaptureRows.insert(connection, side.capture(), side.idempotencyKey());
        return true;
    }

    private void setAside(Path file) throws IOException {
        Files.createDirectories(folder.aside());
        disk.move(file, folder.aside().resolve(file.getFileName()));
        aside++;
    }
}
