package dev.fovea.spool;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Every change the spool makes to the disk, so that tests can let each one fail.
interface Disk {
    /// A new file; fails when it exists.
    OutputStream create(Path file) throws IOException;

    /// Returns when a file's bytes, or a folder's names, would survive a power cut.
    void force(Path path) throws IOException;

    /// Atomic; replaces what has the new name. Both are on the same file system.
    void move(Path from, Path to) throws IOException;

    /// Does nothing when it is not there.
    void delete(Path file) throws IOException;

    /// Bytes that we may still write.
    long freeBytes(Path folder);

    Disk REAL = new Disk() {
        @Override
        public OutputStream create(Path file) throws IOException {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        }

        @Override
        public void force(Path path) throws IOException {
            // Linux syncs by inode: any descriptor will do, and a folder can only be opened for reading.
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }

        @Override
        public void move(Path from, Path to) throws IOException {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }

        @Override
        public void delete(Path file) throws IOException {
            // Most files are gone already, renamed to their place: no exception for that, this is the busiest path.
            File old = file.toFile();
            if (!old.delete() && old.exists()) {
                Files.deleteIfExists(file);
            }
        }

        @Override
        public long freeBytes(Path folder) {
            return folder.toFile().getUsableSpace();
        }
    };
}
