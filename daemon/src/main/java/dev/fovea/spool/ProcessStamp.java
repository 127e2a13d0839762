package dev.fovea.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;

/// Which process made the marks of [InFlight], so that the next one can tell how it ended.
///
/// @param boot the kernel's name for the time since the machine started; zeros where there is none
/// @param process its number
/// @param startedMillis when it started, by the clock
record ProcessStamp(UUID boot, long process, long startedMillis) {
    /// Bytes that it takes.
    static final int SIZE = 5 * Long.BYTES;

    /// Tells our stamp from the bytes of another layout.
    private static final long LAYOUT = 0x466f766561_01L;

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final UUID NONE = new UUID(0, 0);

    static ProcessStamp own() {
        ProcessHandle process = ProcessHandle.current();
        long started = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return new ProcessStamp(thisBoot(), process.pid(), started);
    }

    private static UUID thisBoot() {
        try {
            return UUID.fromString(Files.readString(BOOT).strip());
        } catch (IOException | IllegalArgumentException notThisKernel) {
            return NONE;
        }
    }

    static ProcessStamp read(ByteBuffer bytes) {
        if (bytes.getLong(0) != LAYOUT) {
            return new ProcessStamp(NONE, 0, 0);
        }
        UUID boot = new UUID(bytes.getLong(Long.BYTES), bytes.getLong(2 * Long.BYTES));
        return new ProcessStamp(boot, bytes.getLong(3 * Long.BYTES), bytes.getLong(4 * Long.BYTES));
    }

    void write(ByteBuffer bytes) {
        bytes.putLong(Long.BYTES, boot.getMostSignificantBits());
        bytes.putLong(2 * Long.BYTES, boot.getLeastSignificantBits());
        bytes.putLong(3 * Long.BYTES, process);
        bytes.putLong(4 * Long.BYTES, startedMillis);
        bytes.putLong(0, LAYOUT);
    }

    /// Whether the machine has not started anew in between. Where the kernel does not say, it has not.
    boolean isOfSameBoot(ProcessStamp now) {
        return process != 0 && boot.equals(now.boot);
    }

    /// Whether the JVM of that process wrote its fatal error log: native code, or the JVM itself, has crashed. An
    /// abort() in native code and a kill from outside leave none.
    boolean leftErrorLog() {
        Path log = Path.of(System.getProperty("fovea.state", ""), "hs_err_pid" + process + ".log");
        try {
            // Numbers of processes come again, in a container at each start.
            return Files.getLastModifiedTime(log).compareTo(FileTime.fromMillis(startedMillis)) >= 0;
        } catch (IOException thereIsNone) {
            return false;
        }
    }
}
