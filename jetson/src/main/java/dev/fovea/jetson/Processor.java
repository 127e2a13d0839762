package dev.fovea.jetson;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The graphics processor, or the memory controller: how busy and how fast.
///
/// @param load share of the time at work, 0 to 1
public record Processor(Optional<Double> load, Optional<Clock> clock) {
    private static final Pattern ANY = Pattern.compile("[^.].*");

    /// What NVIDIA's device trees call a graphics processor.
    private static final Set<String> GPU_NAMES = Set.of("gm20b", "gp10b", "gv11b", "ga10b", "gb10b", "gpu");

    private static final List<String> GPU_LOADS = List.of(
            "sys/devices/gpu.0/load",
            "sys/devices/platform/gpu.0/load",
            "sys/devices/platform/17000000.gpu/load",
            "sys/devices/platform/bus@0/17000000.gpu/load",
            "sys/devices/17000000.ga10b/load",
            "sys/devices/platform/17000000.ga10b/load");

    /// Absent when neither load nor clock is known.
    static Optional<Processor> gpu(Tree tree) {
        List<String> devices = tree.entries("sys/class/devfreq", ANY).stream()
                .filter(device -> isGpu(tree, device))
                .toList();
        Optional<Double> load = Stream.concat(
                        devices.stream().map(device -> device + "/device/load"), GPU_LOADS.stream())
                .flatMap(path -> tree.amount(path).stream())
                .filter(thousandths -> thousandths <= 1000)
                .map(thousandths -> thousandths / 1000.0)
                .findFirst();
        Optional<Clock> clock = devices.stream()
                .flatMap(device ->
                        Clock.read(tree, 1, device + "/cur_freq", device + "/min_freq", device + "/max_freq", "")
                                .stream())
                .findFirst();
        return of(load, clock);
    }

    private static boolean isGpu(Tree tree, String device) {
        String name = tree.text(device + "/device/of_node/name")
                .orElseGet(() -> Tree.name(device).replaceFirst(".*\\.", ""));
        return GPU_NAMES.contains(name);
    }

    /// The external memory controller. The kernel shows it to root alone, except on the newest boards.
    static Optional<Processor> memoryController(Tree tree) {
        String debug = "sys/kernel/debug/";
        Optional<Clock> clock = Clock.read(
                        tree,
                        1,
                        debug + "bpmp/debug/clk/emc/rate",
                        debug + "bpmp/debug/clk/emc/min_rate",
                        debug + "bpmp/debug/clk/emc/max_rate",
                        "")
                .or(() -> Clock.read(
                        tree,
                        1,
                        debug + "clk/override.emc/clk_rate",
                        debug + "tegra_bwmgr/emc_min_rate",
                        debug + "tegra_bwmgr/emc_max_rate",
                        ""))
                .or(() -> Clock.read(
                        tree,
                        1,
                        "sys/class/devfreq/bwmgr/cur_freq",
                        "sys/class/devfreq/bwmgr/min_freq",
                        "sys/class/devfreq/bwmgr/max_freq",
                        ""));
        Optional<Long> activity = tree.amount(debug + "cactmon/mc_all")
                .or(() -> tree.amount(debug + "bpmp/debug/actmon/mc_all_avg_activity"))
                .or(() -> tree.amount("sys/kernel/actmon_avg_activity/mc_all"));
        return of(activity.flatMap(busy -> clock.flatMap(now -> share(busy, now))), clock);
    }

    /// The monitor counts kilohertz that were used.
    private static Optional<Double> share(long busyKilohertz, Clock clock) {
        return clock.current() == 0
                ? Optional.empty()
                : Optional.of(Math.min(1.0, busyKilohertz * 1000.0 / clock.current()));
    }

    static Optional<Processor> of(Optional<Double> load, Optional<Clock> clock) {
        return load.isPresent() || clock.isPresent() ? Optional.of(new Processor(load, clock)) : Optional.empty();
    }

    /// What is missing here, out of the other.
    Processor filledFrom(Processor other) {
        return new Processor(load.or(other::load), clock.or(other::clock));
    }
}
