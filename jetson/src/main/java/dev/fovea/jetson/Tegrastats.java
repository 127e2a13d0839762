package dev.fovea.jetson;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a line of NVIDIA's `tegrastats`, in every dialect from JetPack 3 to 7. Tolerant: what it does not know it
/// skips.
///
/// | part | spellings |
/// |---|---|
/// | date | none; `11-22-2026 10:00:00` in front since L4T 34 |
/// | memory | `RAM 1893/3964MB (lfb 2x4MB) SWAP 0/1982MB (cached 0MB)` |
/// | cores | `CPU [12%@1479,off]`, `CPU [12%,off]@1479` |
/// | processors | `GR3D_FREQ 10%`, `10%@1300`, `10%@[1000,1000]`; `EMC_FREQ` alike; both without `_FREQ` before L4T 28
/// |
/// | temperatures | `CPU@29.5C`, `cv0@-256C` for one that is off |
/// | power | `POM_5V_IN 1838/1838`, `VDD_IN 4520mW/4520mW`: now and on average |
final class Tegrastats {
    private static final Pattern RAM = Pattern.compile("\\bRAM (\\d{1,7})/(\\d{1,7})([kMG])B");
    private static final Pattern SWAP = Pattern.compile("\\bSWAP (\\d{1,7})/(\\d{1,7})([kMG])B");
    private static final Pattern CPU = Pattern.compile("\\bCPU \\[([^]]{1,1000})](?:@(\\d{1,5}))?");
    private static final Pattern CORE = Pattern.compile("(\\d{1,3})%(?:@(\\d{1,5}))?");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern GPU = Pattern.compile("\\bGR3D(?:_FREQ)? (\\d{1,3})%(?:@\\[?(\\d{1,5}))?");
    private static final Pattern EMC = Pattern.compile("\\bEMC(?:_FREQ)? (\\d{1,3})%(?:@\\[?(\\d{1,5}))?");
    private static final Pattern CELSIUS =
            Pattern.compile("\\b([A-Za-z][\\w-]{0,31})@(-?\\d{1,4}(?:\\.\\d{1,3})?)C\\b");
    private static final Pattern POWER =
            Pattern.compile("\\b([A-Z][A-Z0-9_]{1,31}) (\\d{1,6})(?:mW)?/\\d{1,6}(?:mW)?(?=\\s|$)");
    private static final long MEGAHERTZ = 1_000_000;

    private Tegrastats() {}

    /// What the line tells; nothing where it tells nothing.
    static BoxSnapshot parse(String line, Instant at) {
        return new BoxSnapshot(
                at,
                Optional.empty(),
                Optional.empty(),
                temperatures(line),
                rails(line),
                processor(GPU, line),
                processor(EMC, line),
                cores(line),
                List.of(),
                Optional.empty(),
                memory(line),
                Throttling.NONE);
    }

    private static List<Temperature> temperatures(String line) {
        List<Temperature> all = new ArrayList<>();
        Matcher matcher = CELSIUS.matcher(line);
        while (matcher.find()) {
            Temperature.of(matcher.group(1), Double.parseDouble(matcher.group(2)))
                    .ifPresent(all::add);
        }
        return all;
    }

    /// Memory is written alike, but always with its unit, which the pattern does not take.
    private static List<Rail> rails(String line) {
        List<Rail> all = new ArrayList<>();
        Matcher matcher = POWER.matcher(line);
        while (matcher.find()) {
            Optional<Long> milliwatts = Optional.of(Long.valueOf(matcher.group(2)));
            all.add(new Rail(matcher.group(1), Optional.empty(), Optional.empty(), milliwatts, false));
        }
        return all;
    }

    private static Optional<Processor> processor(Pattern pattern, String line) {
        Matcher matcher = pattern.matcher(line);
        return matcher.find()
                ? Processor.of(Optional.of(share(matcher.group(1))), clock(matcher.group(2)))
                : Optional.empty();
    }

    private static List<Core> cores(String line) {
        Matcher matcher = CPU.matcher(line);
        List<Core> cores = new ArrayList<>();
        if (matcher.find()) {
            Optional<Clock> shared = clock(matcher.group(2));
            for (String core : COMMA.splitAsStream(matcher.group(1)).toList()) {
                Matcher one = CORE.matcher(core.strip());
                boolean online = one.matches();
                cores.add(new Core(
                        cores.size(),
                        online,
                        online ? clock(one.group(2)).or(() -> shared) : Optional.empty(),
                        online ? Optional.of(share(one.group(1))) : Optional.empty()));
            }
        }
        return cores;
    }

    private static Optional<Memory> memory(String line) {
        Matcher ram = RAM.matcher(line);
        if (!ram.find()) {
            return Optional.empty();
        }
        long total = bytes(ram.group(2), ram.group(3));
        long used = Math.min(total, bytes(ram.group(1), ram.group(3)));
        Matcher swap = SWAP.matcher(line);
        List<Memory.Swap> swaps = new ArrayList<>();
        if (swap.find()) {
            // Which kind is not said; on a Jetson it is zram unless somebody changed that.
            swaps.add(new Memory.Swap(
                    "swap", true, bytes(swap.group(2), swap.group(3)), bytes(swap.group(1), swap.group(3))));
        }
        return Optional.of(new Memory(total, total - used, swaps, Optional.empty()));
    }

    private static double share(String percent) {
        return Math.min(100, Integer.parseInt(percent)) / 100.0;
    }

    private static Optional<Clock> clock(@Nullable String megahertz) {
        return Optional.ofNullable(megahertz)
                .map(text -> new Clock(
                        Long.parseLong(text) * MEGAHERTZ, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static long bytes(String count, String unit) {
        int shift = switch (unit) {
            case "k" -> 10;
            case "M" -> 20;
            default -> 30;
        };
        return Long.parseLong(count) << shift;
    }
}
