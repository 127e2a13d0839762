package dev.fovea.store;

import dev.fovea.store.StoreState.ReadOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;

/// Looks at a database file before anybody writes to it, and never changes it. Each trouble found is a [ReadOnly].
final class Examination {
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final String REBUILD =
            "Stop Fovea and run `fovea doctor --rebuild-index`: it keeps the bad file and makes a new index from the"
                    + " photographs.";

    static final String FREE_SPACE = "Free space on its disk, end whatever else uses the file, and start Fovea again.";

    private Examination() {}

    /// A folder that holds photographs, or the rest of a database, has lost its database file.
    static Optional<ReadOnly> missing(DataFolder folder) {
        boolean restIsThere = Files.exists(sibling(folder.database(), "-wal"));
        if (restIsThere || folder.holdsPhotographs()) {
            return Optional.of(new ReadOnly(
                    "The database " + folder.database() + " is missing, but the folder holds photographs.",
                    "Put the database file back, or stop Fovea and run `fovea doctor --rebuild-index`."));
        }
        return Optional.empty();
    }

    /// The first bytes, without SQLite.
    static Optional<ReadOnly> header(Path file) {
        try (InputStream start = Files.newInputStream(file)) {
            if (Arrays.equals(start.readNBytes(MAGIC.length), MAGIC)) {
                return Optional.empty();
            }
            return Optional.of(new ReadOnly("The file " + file + " is not a database any more.", REBUILD));
        } catch (IOException e) {
            return Optional.of(new ReadOnly(
                    "The database " + file + " cannot be read: " + e.getMessage() + ".",
                    "Check the disk and the rights of the file."));
        }
    }

    /// A program must not write to tables it does not know.
    static Optional<ReadOnly> version(Connection connection, Schema schema) throws SQLException {
        int version = Schema.versionOf(connection);
        if (version > schema.version()) {
            return Optional.of(new ReadOnly(
                    "The database is of schema " + version + ", this Fovea knows schemas up to " + schema.version()
                            + ".",
                    "Start the newer Fovea that wrote it."));
        }
        return Optional.empty();
    }

    /// SQLite's own check of every page's structure.
    static Optional<ReadOnly> pages(Statement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = row.getString(1);
            return verdict.equals("ok") ? Optional.empty() : Optional.of(damaged(verdict));
        }
    }

    static ReadOnly damaged(String detail) {
        return new ReadOnly("The database is damaged: " + oneLine(detail) + ".", REBUILD);
    }

    /// SQLite could not look at it: locked, no room for its side files, no right to it. That says nothing about
    /// damage.
    static ReadOnly unopened(String detail) {
        return new ReadOnly("The database cannot be opened: " + oneLine(detail) + ".", FREE_SPACE);
    }

    static ReadOnly brokeDown(String detail) {
        return new ReadOnly(
                "Writing to the database failed in a way nobody foresaw: " + oneLine(detail) + ".",
                "Start Fovea again: it finds out what was stored.");
    }

    private static String oneLine(String detail) {
        return detail.replaceAll("\\s+", " ").strip();
    }

    static ReadOnly diskFailed(String detail) {
        return new ReadOnly(
                "The disk failed while the database was written: " + detail + ".",
                "Check the disk, then start Fovea again: it finds out what was stored.");
    }

    static Path sibling(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
