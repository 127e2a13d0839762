package dev.fovea.trtbuild;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// The machine's memory at one moment.
///
/// @param availableBytes that programs can have without swapping
/// @param swapFreeBytes beside it
record Memory(long availableBytes, long swapFreeBytes) {
    /// When less is left than this, the kernel is about to kill something, and it must not be the daemon.
    static final long LEFT_MIN = 96L << 20;

    private static final long MIB = 1L << 20;

    /// @param root `/`, or a copy of another machine's
    /// @return empty when the machine does not say
    static Optional<Memory> now(Path root) {
        try {
            return of(Files.readAllLines(root.resolve("proc/meminfo")));
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    static Optional<Memory> of(List<String> meminfo) {
        Optional<Long> available = field(meminfo, "MemAvailable:");
        return available.map(
                bytes -> new Memory(bytes, field(meminfo, "SwapFree:").orElse(0L)));
    }

    /// What a process holds, in bytes; 0 when it is gone.
    static long held(Path root, long pid) {
        try {
            return field(Files.readAllLines(root.resolve("proc/" + pid + "/status")), "VmRSS:")
                    .orElse(0L);
        } catch (IOException gone) {
            return 0;
        }
    }

    /// Why a build must not begin, with what to do about it.
    Optional<String> shortOf(long bytesMin) {
        long have = availableBytes + swapFreeBytes;
        if (have >= bytesMin) {
            return Optional.empty();
        }
        return Optional.of("making an engine needs " + bytesMin / MIB + " MiB of free memory and swap, and there are "
                + availableBytes / MIB + " MiB and " + swapFreeBytes / MIB
                + " MiB: end other programs (the desktop takes 400 MiB and more), or add swap with"
                + " 'sudo fallocate -l 4G /swapfile && sudo chmod 600 /swapfile && sudo mkswap /swapfile"
                + " && sudo swapon /swapfile'");
    }

    boolean exhausted() {
        return availableBytes + swapFreeBytes < LEFT_MIN;
    }

    private static Optional<Long> field(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                .findFirst();
    }
}
