package dev.fovea.jetson;

import dev.fovea.jetson.Throttling.Event;
import dev.fovea.jetson.Warning.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What a technician should know of two readings in a row. Pure.
public final class Warnings {
    /// The kernel slows down at its limit; this many degrees before it is time for a word.
    private static final double HOT_MARGIN = 7;

    /// Where the kernel tells no limit: what chips of this kind are slowed down at, about.
    private static final double LIMIT_USUAL = 97;

    /// USB allows a 5 volt supply 5 % less.
    private static final long MILLIVOLTS_MIN = 4_750;

    /// Below this the line is no 5 volt line.
    private static final long MILLIVOLTS_SENSE = 3_000;

    /// A fan that is told less than this may stand.
    private static final double DUTY_MIN = 0.2;

    private static final double MEMORY_SHARE_MIN = 0.05;

    /// One megabyte a second: a card writes no faster for long, and wears.
    private static final double SWAP_BYTES_MAX = 1 << 20;

    private static final int PAGE = 4096;
    private static final String COOL =
            "Keep it out of the sun, free its slots of dust and cloth, and check that its fan turns.";
    private static final String SUPPLY =
            "Use the supply made for this box and a short cable, and unplug what else it feeds.";

    private Warnings() {}

    /// @param before the reading before, if there was one
    public static List<Warning> of(BoxSnapshot now, Optional<BoxSnapshot> before) {
        List<Warning> warnings = new ArrayList<>();
        heat(now).ifPresent(warnings::add);
        fan(now).ifPresent(warnings::add);
        weakSupply(now, before).ifPresent(warnings::add);
        overCurrent(now, before).ifPresent(warnings::add);
        memory(now).ifPresent(warnings::add);
        swapping(now, before).ifPresent(warnings::add);
        return List.copyOf(warnings);
    }

    private static Optional<Warning> heat(BoxSnapshot now) {
        if (!now.throttling().heat().isEmpty()) {
            return Optional.of(new Warning(Kind.TOO_HOT, "The box is too hot: it runs " + speed(now) + ".", COOL));
        }
        return now.temperatures().stream()
                .filter(place -> place.celsius() >= place.limit().orElse(LIMIT_USUAL) - HOT_MARGIN)
                .findFirst()
                .map(place -> new Warning(
                        Kind.HOT,
                        String.format(
                                Locale.ROOT,
                                "The box is hot: %.0f °C (%s), and it slows down at %.0f °C.",
                                place.celsius(),
                                place.zone(),
                                place.limit().orElse(LIMIT_USUAL)),
                        COOL));
    }

    /// The graphics processor's clock is lowered too, but nobody tells by how much; the cores' is a fair measure.
    private static String speed(BoxSnapshot now) {
        double share = now.speed().orElse(1.0);
        if (share > 0.95) {
            return "slower than it could";
        }
        if (share > 0.85) {
            return "a little slower";
        }
        if (share > 0.62) {
            return "at three quarters of its speed";
        }
        return share > 0.38 ? "at half speed" : share > 0.15 ? "at a quarter of its speed" : "at a crawl";
    }

    private static Optional<Warning> fan(BoxSnapshot now) {
        return now.fans().stream()
                .filter(fan -> fan.duty().orElse(0.0) >= DUTY_MIN && fan.rpm().orElse(1L) == 0)
                .findFirst()
                .map(_ -> new Warning(
                        Kind.FAN_STOPPED,
                        "The fan stands still although it should turn.",
                        "Switch the box off, look for dust or a cable in the fan, and check its plug."));
    }

    private static Optional<Warning> weakSupply(BoxSnapshot now, Optional<BoxSnapshot> before) {
        Optional<Long> low = now.input()
                .flatMap(Rail::millivolts)
                .filter(volts -> volts > MILLIVOLTS_SENSE && volts < MILLIVOLTS_MIN);
        if (low.isPresent()) {
            String words = String.format(
                    Locale.ROOT,
                    "The power supply is too weak: %.2f volts arrive, and 5 are needed.",
                    low.get() / 1000.0);
            return Optional.of(new Warning(Kind.POWER_WEAK, words, SUPPLY));
        }
        return rose(Event.UNDER_VOLTAGE, now, before)
                ? Optional.of(new Warning(
                        Kind.POWER_WEAK,
                        "The power supply is too weak: its voltage dips, and the box slows down.",
                        SUPPLY))
                : Optional.empty();
    }

    private static Optional<Warning> overCurrent(BoxSnapshot now, Optional<BoxSnapshot> before) {
        boolean limited = now.rails().stream().anyMatch(Rail::alarm)
                || rose(Event.AVERAGE_OVER_CURRENT, now, before)
                || rose(Event.INSTANTANEOUS_OVER_CURRENT, now, before);
        return limited
                ? Optional.of(new Warning(
                        Kind.POWER_LIMIT,
                        "The box draws more current than it may, and slows down for moments.",
                        "A lower power mode keeps it steady (sudo nvpmodel -q shows the mode, -m sets it)."))
                : Optional.empty();
    }

    private static boolean rose(Event event, BoxSnapshot now, Optional<BoxSnapshot> before) {
        Optional<Long> count = Optional.ofNullable(now.throttling().events().get(event));
        Optional<Long> then = before.flatMap(
                past -> Optional.ofNullable(past.throttling().events().get(event)));
        return count.isPresent() && then.isPresent() && count.get() > then.get();
    }

    private static Optional<Warning> memory(BoxSnapshot now) {
        return now.memory()
                .filter(memory -> memory.available() < memory.total() * MEMORY_SHARE_MIN)
                .map(memory -> new Warning(
                        Kind.MEMORY_SHORT,
                        "Memory is almost used up: " + (memory.available() >> 20) + " MB are left.",
                        "End other programs on the box, or start it anew; ./fovea --small serve needs less."));
    }

    /// Only where memory overflows onto a disk: zram is memory itself.
    private static Optional<Warning> swapping(BoxSnapshot now, Optional<BoxSnapshot> before) {
        boolean busy = before.flatMap(past -> swappedBytesPerSecond(now, past))
                .filter(rate -> rate > SWAP_BYTES_MAX)
                .isPresent();
        boolean onDisk =
                now.memory().filter(memory -> memory.swap(false).used() > 0).isPresent();
        return busy && onDisk
                ? Optional.of(new Warning(
                        Kind.SWAPPING,
                        "The box is short of memory and moves it to its disk, which is slow and wears the disk.",
                        "End other programs on the box; ./fovea --small serve needs less."))
                : Optional.empty();
    }

    private static Optional<Double> swappedBytesPerSecond(BoxSnapshot now, BoxSnapshot before) {
        double seconds = Duration.between(before.at(), now.at()).toNanos() / 1e9;
        Optional<Long> pages = now.memory().flatMap(Memory::swappedPages);
        Optional<Long> then = before.memory().flatMap(Memory::swappedPages);
        return seconds > 0 && pages.isPresent() && then.isPresent()
                ? Optional.of((pages.get() - then.get()) * PAGE / seconds)
                : Optional.empty();
    }
}
