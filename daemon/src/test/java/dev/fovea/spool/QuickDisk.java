package dev.fovea.spool;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/// The real disk without the waiting: nothing is synced. For tests that cut no power.
class QuickDisk implements Disk {
    volatile long freeBytes = Long.MAX_VALUE;

    @Override
    public OutputStream create(Path file) throws IOException {
        return REAL.create(file);
    }

    @Override
    public void force(Path path) throws IOException {}

    @Override
    public void move(Path from, Path to) throws IOException {
        REAL.move(from, to);
    }

    @Override
    public void delete(Path file) throws IOException {
        REAL.delete(file);
    }

    @Override
    public long freeBytes(Path folder) {
        return freeBytes;
    }
}
