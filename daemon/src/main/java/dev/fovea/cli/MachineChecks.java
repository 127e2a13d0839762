package dev.fovea.cli;

import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Note;
import dev.fovea.cli.Diagnosis.Well;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the doctor asks the machine itself.
final class MachineChecks {
    /// Below this the daemon and the system would fight for memory: three times its usual size.
    static final long MEMORY_MIN = 512L << 20;

    /// A sync slower than this delays every acknowledgement; a worn SD card does it.
    static final Duration SYNC_MAX = Duration.ofMillis(100);

    /// No box with this software ran before it was written.
    static final Instant OLDEST_DATE = Instant.parse("2026-01-01T00:00:00Z");

    private static final Pattern AVAILABLE = Pattern.compile("MemAvailable:\\s+(\\d+) kB");
    private static final int SYNC_ROUNDS = 5;

    private MachineChecks() {}

    static Diagnosis java(Runtime.Version version) {
        return version.feature() == 25
                ? new Well("Java", version.toString())
                : new Ill(
                        "Java",
                        "this is Java " + version + ", made for 25",
                        "Start it by ./fovea, which finds a JDK 25.");
    }

    static Diagnosis memory(String meminfo) {
        Matcher matcher = AVAILABLE.matcher(meminfo);
        if (!matcher.find()) {
            return new Note("memory", "the system does not say how much is free");
        }
        long available = Long.parseLong(matcher.group(1)) << 10;
        return available >= MEMORY_MIN
                ? new Well("memory", Sizes.text(available) + " available")
                : new Ill(
                        "memory",
                        "only " + Sizes.text(available) + " available, " + Sizes.text(MEMORY_MIN) + " are wanted",
                        "End other programs or fit more memory.");
    }

    static Diagnosis clock(Instant now) {
        return now.isBefore(OLDEST_DATE)
                ? new Ill(
                        "clock",
                        "it says " + now + ", which is in the past",
                        "Set the clock (timedatectl set-time) and fit a battery for it: results carry this date.")
                : new Well("clock", now + " (UTC)");
    }

    static Diagnosis freeSpace(Path folder, long bytesMin) {
        try {
            long free = Files.getFileStore(nearest(folder)).getUsableSpace();
            return free >= bytesMin
                    ? new Well("disk space", Sizes.text(free) + " free at " + folder)
                    : new Ill(
                            "disk space",
                            "only " + Sizes.text(free) + " free at " + folder + "; below " + Sizes.text(bytesMin)
                                    + " photographs are refused",
                            "Free some space or move the data folder to a larger disk.");
        } catch (IOException e) {
            return new Ill("disk space", folder + " cannot be asked: " + e, "Check that its disk is mounted.");
        }
    }

    /// Writes and syncs a small file, several times, and takes the slowest.
    static Diagnosis sync(Path folder) {
        try {
            Path file = Files.createTempFile(nearest(folder), "fovea-doctor", ".tmp");
            try {
                return synced(slowestSync(file));
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            return new Ill(
                    "disk write",
                    "nothing can be written at " + folder + ": " + e,
                    "Check the owner of the folder and that its disk is not mounted read-only.");
        }
    }

    private static Duration slowestSync(Path file) throws IOException {
        long slowest = 0;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < SYNC_ROUNDS; i++) {
                long start = System.nanoTime();
                channel.write(ByteBuffer.allocate(4096));
                channel.force(true);
                slowest = Math.max(slowest, System.nanoTime() - start);
            }
        }
        return Duration.ofNanos(slowest);
    }

    static Diagnosis synced(Duration slowest) {
        String took = String.format(Locale.ROOT, "%.1f ms", slowest.toNanos() / 1e6);
        return slowest.compareTo(SYNC_MAX) <= 0
                ? new Well("disk write", "slowest of " + SYNC_ROUNDS + " syncs took " + took)
                : new Note(
                        "disk write",
                        "a sync took " + took + ": each acknowledgement waits that long; a faster disk helps");
    }

    static Diagnosis port(String host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return new Well("port", host + ":" + port + " is free");
        } catch (IOException e) {
            return new Note(
                    "port", host + ":" + port + " is taken, perhaps by a running daemon (" + e.getMessage() + ")");
        }
    }

    /// The folder itself, or the nearest one above it that exists already.
    private static Path nearest(Path folder) {
        Path place = folder.toAbsolutePath();
        while (!Files.isDirectory(place) && place.getParent() != null) {
            place = place.getParent();
        }
        return place;
    }
}
