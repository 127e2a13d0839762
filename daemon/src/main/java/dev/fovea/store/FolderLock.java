package dev.fovea.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// One process per data folder: a second one would sweep away what the first is receiving. The kernel lets go of
/// the lock when the process dies, however it dies.
final class FolderLock implements AutoCloseable {
    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// @throws StoreException when another process holds it, or the folder cannot be written
    static FolderLock take(DataFolder folder) {
        try {
            Files.createDirectories(folder.root());
            FileChannel channel = FileChannel.open(folder.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StoreException("another Fovea uses the data folder " + folder.root() + "; stop it first");
            }
            return new FolderLock(channel);
        } catch (IOException e) {
            throw new StoreException("the data folder " + folder.root() + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot let go of the data folder's lock", e);
        }
    }
}
