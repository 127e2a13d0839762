package dev.fovea.spool;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/// A disk that fails at the n-th operation, once or for good, and that loses at a power cut what it may lose: bytes
/// that were not synced, and names whose folder was not synced, each or not by chance. For one thread.
final class PowerCutDisk implements Disk {
    private record Move(Path from, Path to, Optional<byte[]> replaced) {}

    private final Set<Path> unsyncedFiles = new HashSet<>();
    private final Deque<Move> unsyncedMoves = new ArrayDeque<>();
    private long operations;
    private long failAt = Long.MAX_VALUE;
    private boolean failsForGood;

    /// The n-th operation from now on fails, and none after it.
    void failOnceAt(int n) {
        operations = 0;
        failAt = n;
        failsForGood = false;
    }

    /// The n-th operation from now on fails, and all after it: the process is as good as dead.
    void dieAt(int n) {
        failOnceAt(n);
        failsForGood = true;
    }

    /// Whether the operation that should fail was ever reached.
    boolean failed() {
        return operations >= failAt;
    }

    private void operation(String what) throws IOException {
        operations++;
        if (operations == failAt || (failsForGood && operations > failAt)) {
            throw new IOException("no luck: " + what);
        }
    }

    /// The power goes: what is on the disk afterwards is what a kernel may leave there.
    void cut(Random chance) throws IOException {
        while (!unsyncedMoves.isEmpty()) {
            Move move = unsyncedMoves.pop();
            if (chance.nextBoolean() && Files.exists(move.to())) {
                Files.move(move.to(), move.from());
                if (move.replaced().isPresent()) {
                    Files.write(move.to(), move.replaced().get());
                }
                if (unsyncedFiles.remove(move.to())) {
                    unsyncedFiles.add(move.from());
                }
            }
        }
        for (Path file : unsyncedFiles) {
            if (Files.exists(file)) {
                try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    channel.truncate(chance.nextLong(channel.size() + 1));
                }
            }
        }
        unsyncedFiles.clear();
    }

    @Override
    public OutputStream create(Path file) throws IOException {
        operation("create " + file);
        unsyncedFiles.add(file);
        return new FilterOutputStream(REAL.create(file)) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length / 2);
                operation("write " + file);
                out.write(bytes, offset + length / 2, length - length / 2);
            }
        };
    }

    @Override
    public void force(Path path) throws IOException {
        operation("sync " + path);
        unsyncedFiles.remove(path);
        unsyncedMoves.removeIf(move -> path.equals(move.to().getParent()));
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        operation("move " + from);
        Optional<byte[]> replaced = Files.exists(to) ? Optional.of(Files.readAllBytes(to)) : Optional.empty();
        REAL.move(from, to);
        if (unsyncedFiles.remove(from)) {
            unsyncedFiles.add(to);
        }
        unsyncedMoves.push(new Move(from, to, replaced));
    }

    @Override
    public void delete(Path file) throws IOException {
        operation("delete " + file);
        REAL.delete(file);
        unsyncedFiles.remove(file);
    }

    @Override
    public long freeBytes(Path folder) {
        return Long.MAX_VALUE;
    }
}
