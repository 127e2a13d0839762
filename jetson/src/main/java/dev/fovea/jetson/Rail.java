package dev.fovea.jetson;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// One supply line of the board, measured by its INA3221.
///
/// @param name such as POM_5V_IN or VDD_IN: the whole board; the others are parts of it
/// @param millivolts what arrives
/// @param milliamperes what is drawn
/// @param milliwatts the two multiplied
/// @param alarm whether the chip says that the current is beyond its critical limit
public record Rail(
        String name, Optional<Long> millivolts, Optional<Long> milliamperes, Optional<Long> milliwatts, boolean alarm) {
    private static final Pattern DEVICE = Pattern.compile("\\d{1,3}-[0-9a-f]{4}");
    private static final Pattern OLD = Pattern.compile("iio:device\\d{1,3}");
    private static final Pattern OLD_RAIL = Pattern.compile("rail_name_\\d");
    private static final Pattern MONITOR = Pattern.compile("hwmon\\d{1,3}");
    private static final Pattern LABEL = Pattern.compile("in[1-6]_label"); // in7 is a sum of shunt voltages

    /// A hundred volts, amperes or watts are no reading of such a board.
    private static final long MILLI_MAX = 100_000;

    /// Whether this line feeds the whole board.
    public boolean input() {
        String upper = name.toUpperCase(Locale.ROOT);
        return upper.equals("VDD_IN") || upper.endsWith("5V_IN");
    }

    /// Each line once, whichever way the kernel shows it.
    static List<Rail> readAll(Tree tree) {
        List<Rail> all = new ArrayList<>();
        for (String device : tree.entries("sys/bus/i2c/devices", DEVICE)) {
            tree.entries(device, OLD).forEach(old -> addOld(tree, old, all));
            tree.entries(device + "/hwmon", MONITOR).forEach(monitor -> addNew(tree, monitor, all));
        }
        tree.entries("sys/class/hwmon", MONITOR).forEach(monitor -> addNew(tree, monitor, all));
        Set<String> seen = new HashSet<>();
        all.removeIf(rail -> !seen.add(rail.name()));
        return all;
    }

    /// JetPack 4: NVIDIA's own driver.
    private static void addOld(Tree tree, String device, List<Rail> all) {
        for (String label : tree.entries(device, OLD_RAIL)) {
            String n = label.substring(label.length() - 1);
            Optional<Long> volts = milli(tree, device + "/in_voltage" + n + "_input");
            Optional<Long> amperes = milli(tree, device + "/in_current" + n + "_input");
            Optional<Long> watts = milli(tree, device + "/in_power" + n + "_input");
            add(tree.text(label), volts, amperes, watts.or(() -> product(volts, amperes)), false, all);
        }
    }

    /// JetPack 5 and later: the kernel's driver.
    private static void addNew(Tree tree, String monitor, List<Rail> all) {
        if (tree.text(monitor + "/name")
                .filter(name -> name.contains("ina3221"))
                .isEmpty()) {
            return;
        }
        for (String label : tree.entries(monitor, LABEL)) {
            String n = label.substring(label.length() - "N_label".length(), label.length() - "_label".length());
            Optional<Long> volts = milli(tree, monitor + "/in" + n + "_input");
            Optional<Long> amperes = milli(tree, monitor + "/curr" + n + "_input");
            boolean alarm = tree.number(monitor + "/curr" + n + "_crit_alarm")
                    .filter(value -> value == 1)
                    .isPresent();
            add(tree.text(label), volts, amperes, product(volts, amperes), alarm, all);
        }
    }

    private static void add(
            Optional<String> name,
            Optional<Long> volts,
            Optional<Long> amperes,
            Optional<Long> watts,
            boolean alarm,
            List<Rail> all) {
        boolean connected = name.filter(text -> !text.equalsIgnoreCase("NC")).isPresent();
        if (connected && (volts.isPresent() || amperes.isPresent() || watts.isPresent())) {
            all.add(new Rail(name.orElseThrow(), volts, amperes, watts, alarm));
        }
    }

    private static Optional<Long> milli(Tree tree, String path) {
        return tree.amount(path).filter(value -> value <= MILLI_MAX);
    }

    private static Optional<Long> product(Optional<Long> volts, Optional<Long> amperes) {
        return volts.flatMap(u -> amperes.map(i -> u * i / 1000));
    }
}
