package dev.fovea.jetson;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// How warm a place of the box is.
///
/// @param zone as the kernel calls it
/// @param celsius degrees
/// @param limit degrees from which on the kernel slows the box down, or switches it off
public record Temperature(String zone, double celsius, Optional<Double> limit) {
    private static final Pattern ZONE = Pattern.compile("thermal_zone\\d{1,3}");
    private static final Pattern TRIP = Pattern.compile("trip_point_\\d{1,2}_type");
    private static final Pattern MONITOR = Pattern.compile("hwmon\\d{1,3}");
    private static final Pattern INPUT = Pattern.compile("temp\\d{1,3}_input");

    /// A fixed 100 degrees on the boards, and no temperature.
    private static final String NOT_MEASURED = "pmic";

    /// A zone that is switched off answers -256 or an error.
    private static final double COLDEST = -60;

    private static final double HOTTEST = 200;

    /// Trip points below this belong to fans or to nothing.
    private static final double LIMIT_MIN = 40;

    /// Thermal zones first, then what only the hardware monitors know.
    static List<Temperature> readAll(Tree tree) {
        List<Temperature> all = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (String zone : zones(tree)) {
            String name = tree.text(zone + "/type").orElse(Tree.name(zone));
            of(name, tree.number(zone + "/temp"), limit(tree, zone)).ifPresent(temperature -> {
                all.add(temperature);
                known.add(plain(name));
            });
        }
        for (String monitor : tree.entries("sys/class/hwmon", MONITOR)) {
            String device = tree.text(monitor + "/name").orElse(Tree.name(monitor));
            if (!known.contains(plain(device))) {
                tree.entries(monitor, INPUT)
                        .forEach(input -> monitored(tree, device, input).ifPresent(all::add));
            }
        }
        return all;
    }

    /// Out of tegrastats, which knows no limits.
    static Optional<Temperature> of(String zone, double celsius) {
        boolean measured = !zone.toLowerCase(Locale.ROOT).startsWith(NOT_MEASURED);
        return measured && celsius > COLDEST && celsius < HOTTEST
                ? Optional.of(new Temperature(zone, celsius, Optional.empty()))
                : Optional.empty();
    }

    private static List<String> zones(Tree tree) {
        List<String> zones = tree.entries("sys/devices/virtual/thermal", ZONE);
        return zones.isEmpty() ? tree.entries("sys/class/thermal", ZONE) : zones;
    }

    private static Optional<Temperature> monitored(Tree tree, String device, String input) {
        String stem = input.substring(0, input.length() - "_input".length());
        String name =
                tree.text(stem + "_label").map(label -> device + " " + label).orElse(device);
        Optional<Double> limit = tree.number(stem + "_crit").map(value -> value / 1000.0);
        return of(name, tree.number(input), limit.filter(value -> value > LIMIT_MIN && value < HOTTEST));
    }

    private static Optional<Temperature> of(String zone, Optional<Long> thousandths, Optional<Double> limit) {
        return thousandths
                .flatMap(value -> of(zone, value / 1000.0))
                .map(found -> new Temperature(zone, found.celsius(), limit));
    }

    /// The lowest trip point at which something slower than a fan happens.
    private static Optional<Double> limit(Tree tree, String zone) {
        return tree.entries(zone, TRIP).stream()
                .filter(type -> tree.text(type)
                        .filter(kind -> Set.of("passive", "hot", "critical").contains(kind))
                        .isPresent())
                .flatMap(type -> tree.number(type.replace("_type", "_temp")).stream())
                .map(value -> value / 1000.0)
                .filter(value -> value > LIMIT_MIN && value < HOTTEST)
                .min(Double::compare);
    }

    /// `cpu-thermal` as a zone is `cpu_thermal` as a monitor.
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
