package dev.fovea.spool;

import dev.fovea.store.DataFolder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;

/// A file that says: the last process stopped with nothing half done, when so many captures had been accepted. It
/// saves the next start from looking at every file.
final class CleanMark {
    private CleanMark() {}

    /// @param accepted captures ever; an older copy of the database put back does not have as many
    static void leave(DataFolder folder, Disk disk, long accepted) throws IOException {
        disk.delete(folder.clean());
        try (OutputStream out = disk.create(folder.clean())) {
            out.write(Long.toString(accepted).getBytes(StandardCharsets.UTF_8));
        }
        disk.force(folder.root());
    }

    /// Takes it away for good, before anything new is let in.
    ///
    /// @return whether it was there and speaks of this database
    static boolean remove(DataFolder folder, Disk disk, long accepted) throws IOException {
        if (!Files.exists(folder.clean())) {
            return false;
        }
        boolean matches = Files.readString(folder.clean()).equals(Long.toString(accepted));
        disk.delete(folder.clean());
        disk.force(folder.root());
        return matches;
    }
}
