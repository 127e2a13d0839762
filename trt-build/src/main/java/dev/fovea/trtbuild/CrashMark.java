package dev.fovea.trtbuild;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/// A file that is there while TensorRT loads into the daemon. Who finds it at a start knows that the last one
/// ended in
/// there: a crash in native code must not take the box down again and again. One thread at a time.
public final class CrashMark {
    private static final System.Logger LOG = System.getLogger(CrashMark.class.getName());

    /// Deaths in a row after which it is not tried again.
    public static final int DEATHS_MAX = 2;

    private final Path file;
    private final int before;

    CrashMark(Path file) {
        this.file = file;
        before = read(file);
    }

    /// How many starts in a row, up to this one, ended while they loaded TensorRT.
    public int deaths() {
        return before;
    }

    /// Does what may end the process, with the mark set meanwhile. Whatever it throws, it has come back.
    public <T> T during(Supplier<T> work) {
        write(before + 1);
        try {
            return work.get();
        } finally {
            comeBack();
        }
    }

    /// What was made must not be lost because a full disk does not take the mark back: one death too many is
    /// counted then, until it is proven.
    private void comeBack() {
        try {
            write(before);
        } catch (UncheckedIOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "a load that went well is counted as one that did not: {0}",
                    e.getMessage());
        }
    }

    /// Call when the last of it has answered: then the deaths before do not count any more.
    public void proven() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be deleted", e);
        }
    }

    private static int read(Path file) {
        try {
            return Integer.parseInt(Files.readString(file).strip());
        } catch (IOException | NumberFormatException none) {
            return 0;
        }
    }

    private void write(int deaths) {
        try {
            Files.writeString(file, deaths + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
