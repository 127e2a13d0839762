package dev.fovea.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;

/// Makes a database under another name first, so that a file with the real name is always whole.
final class NewDatabase {
    private NewDatabase() {}

    /// An empty database where nobody looks for one yet.
    static Path draft(DataFolder folder, Schema schema) throws SQLException, IOException {
        Path draft = Examination.sibling(folder.database(), ".new");
        for (String part : new String[] {"", "-wal", "-shm", "-journal"}) {
            Files.deleteIfExists(Examination.sibling(draft, part));
        }
        try (Connection connection = Sqlite.create(draft)) {
            schema.migrate(connection);
            Sqlite.execute(connection, "PRAGMA journal_mode = WAL");
        }
        return draft;
    }

    static void create(DataFolder folder, Schema schema) throws SQLException, IOException {
        Path draft = draft(folder, schema);
        sync(draft);
        rename(draft, folder);
    }

    static void rename(Path draft, DataFolder folder) throws IOException {
        Files.move(draft, folder.database(), StandardCopyOption.ATOMIC_MOVE);
        sync(folder.root());
    }

    static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
