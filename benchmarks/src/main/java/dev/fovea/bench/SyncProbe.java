package dev.fovea.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// What the disk itself takes for one durable photograph. The same syncs in the same order as the daemon's, on files of
/// the same size in a folder of its own: the side file, the photograph, the folder, one commit of a write-ahead log,
/// and for the result another commit. Only the syncs are timed, not the writing.
final class SyncProbe implements AutoCloseable {
    private static final int SIDE_FILE_BYTES = 600;

    /// About what one small transaction adds to a log: two frames of 4 KiB.
    private static final int COMMIT_BYTES = 2 * 4120;

    /// A log in use is overwritten and does not grow; overwriting is the cheaper sync, so it is the stricter probe.
    private static final int LOG_BYTES = 4 << 20;

    private final Path folder;
    private final FileChannel log;
    private int number;
    private long at;

    SyncProbe(Path folder) {
        this.folder = folder;
        try {
            Files.createDirectories(folder);
            log = FileChannel.open(folder.resolve("log"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            write(log, ByteBuffer.allocate(LOG_BYTES));
            log.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    /// Milliseconds of syncing for one photograph.
    double millis(List<byte[]> photograph) {
        int name = number++;
        try {
            long nanos = written(folder.resolve("side.part"), List.of(new byte[SIDE_FILE_BYTES]));
            nanos += written(folder.resolve("photograph.part"), photograph);
            rename("photograph.part", "photograph-" + name);
            rename("side.part", "photograph-" + name + ".json");
            try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
                nanos += forced(directory);
            }
            return (nanos + commit() + commit()) / 1e6;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + folder, e);
        }
    }

    private static long written(Path file, List<byte[]> parts) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (byte[] part : parts) {
                write(channel, ByteBuffer.wrap(part));
            }
            return forced(channel);
        }
    }

    private void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    private long commit() throws IOException {
        log.position(at);
        write(log, ByteBuffer.allocate(COMMIT_BYTES));
        at = (at + COMMIT_BYTES) % (LOG_BYTES - COMMIT_BYTES);
        return forced(log);
    }

    private static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    private static long forced(FileChannel channel) throws IOException {
        long begin = System.nanoTime();
        channel.force(true);
        return System.nanoTime() - begin;
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the log", e);
        }
    }
}
