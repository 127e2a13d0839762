package dev.fovea.jetson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The memory of the box, in bytes. On a Jetson the graphics processor uses the same.
///
/// @param available what programs could still get
/// @param swappedPages pages written to and read from swap since the start
public record Memory(long total, long available, List<Swap> swaps, Optional<Long> swappedPages) {
    /// One place that memory overflows into.
    ///
    /// @param compressed in memory itself (zram), in place of a disk
    public record Swap(String name, boolean compressed, long total, long used) {}

    private static final Pattern AMOUNT = Pattern.compile("(MemTotal|MemAvailable):\\s+(\\d{1,15}) kB");
    private static final Pattern SWAP = Pattern.compile("(\\S+)\\s+\\S+\\s+(\\d{1,15})\\s+(\\d{1,15})\\s+-?\\d+");
    private static final Pattern PAGES = Pattern.compile("pswp(?:in|out) (\\d{1,18})");

    public Memory {
        swaps = List.copyOf(swaps);
    }

    static Optional<Memory> read(Tree tree) {
        Optional<Long> total = Optional.empty();
        Optional<Long> available = Optional.empty();
        for (String line : tree.lines("proc/meminfo")) {
            Matcher matcher = AMOUNT.matcher(line);
            if (matcher.matches()) {
                Optional<Long> bytes = Optional.of(Long.parseLong(matcher.group(2)) << 10);
                if (matcher.group(1).equals("MemTotal")) {
                    total = bytes;
                } else {
                    available = bytes;
                }
            }
        }
        if (total.isEmpty() || available.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Memory(total.get(), available.get(), swaps(tree), pages(tree)));
    }

    private static List<Swap> swaps(Tree tree) {
        List<Swap> swaps = new ArrayList<>();
        for (String line : tree.lines("proc/swaps")) {
            Matcher matcher = SWAP.matcher(line.strip());
            if (matcher.matches()) {
                String name = matcher.group(1);
                long total = Long.parseLong(matcher.group(2)) << 10;
                long used = Long.parseLong(matcher.group(3)) << 10;
                swaps.add(new Swap(name, name.contains("zram"), total, Math.min(used, total)));
            }
        }
        return swaps;
    }

    private static Optional<Long> pages(Tree tree) {
        long sum = 0;
        boolean found = false;
        for (String line : tree.lines("proc/vmstat")) {
            Matcher matcher = PAGES.matcher(line);
            if (matcher.matches()) {
                sum += Long.parseLong(matcher.group(1));
                found = true;
            }
        }
        return found ? Optional.of(sum) : Optional.empty();
    }

    /// Swap of one kind together: its total and what is used of it, in bytes.
    public Swap swap(boolean compressed) {
        long total = 0;
        long used = 0;
        for (Swap swap : swaps) {
            if (swap.compressed() == compressed) {
                total += swap.total();
                used += swap.used();
            }
        }
        return new Swap(compressed ? "zram" : "disk", compressed, total, used);
    }
}
