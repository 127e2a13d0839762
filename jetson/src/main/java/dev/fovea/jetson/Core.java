package dev.fovea.jetson;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One core of the main processor.
///
/// @param online false when the power mode has switched it off
/// @param load share of the time at work since the reading before, 0 to 1
public record Core(int number, boolean online, Optional<Clock> clock, Optional<Double> load) {
    private static final Pattern FOLDER = Pattern.compile("cpu(\\d{1,4})");
    private static final Pattern TIMES = Pattern.compile("cpu(\\d{1,4})((?: +\\d{1,17}){4,10})");

    private static final Pattern SPACES = Pattern.compile(" +");

    /// What the kernel has counted of a core since the start, in its own ticks.
    record Ticks(long busy, long all) {
        /// Empty when nothing was counted in between, or the counts ran backwards.
        Optional<Double> loadSince(Ticks before) {
            long passed = all - before.all;
            long worked = busy - before.busy;
            return passed > 0 && worked >= 0 && worked <= passed
                    ? Optional.of((double) worked / passed)
                    : Optional.empty();
        }
    }

    /// @param before what was counted at the reading before
    static List<Core> readAll(Tree tree, Map<Integer, Ticks> before, Map<Integer, Ticks> now) {
        List<Core> cores = new ArrayList<>();
        for (String folder : tree.entries("sys/devices/system/cpu", FOLDER)) {
            int number = Integer.parseInt(Tree.name(folder).substring("cpu".length()));
            // The first core has no switch on most machines.
            boolean online = tree.number(folder + "/online").orElse(1L) != 0;
            String speed = folder + "/cpufreq/";
            Optional<Clock> clock = Clock.read(
                    tree,
                    1000,
                    speed + "scaling_cur_freq",
                    speed + "scaling_min_freq",
                    speed + "scaling_max_freq",
                    speed + "cpuinfo_max_freq");
            cores.add(new Core(number, online, clock.filter(_ -> online), load(number, before, now)));
        }
        return cores;
    }

    private static Optional<Double> load(int number, Map<Integer, Ticks> before, Map<Integer, Ticks> now) {
        Ticks first = before.get(number);
        Ticks second = now.get(number);
        return first == null || second == null ? Optional.empty() : second.loadSince(first);
    }

    /// Of each core that is online.
    static Map<Integer, Ticks> ticks(Tree tree) {
        Map<Integer, Ticks> all = new HashMap<>();
        for (String line : tree.lines("proc/stat")) {
            Matcher matcher = TIMES.matcher(line);
            if (matcher.matches()) {
                all.put(Integer.valueOf(matcher.group(1)), ticks(matcher.group(2)));
            }
        }
        return all;
    }

    /// user nice system idle iowait irq softirq steal; what follows is counted in user already.
    private static Ticks ticks(String line) {
        long[] counts =
                SPACES.splitAsStream(line.strip()).mapToLong(Long::parseLong).toArray();
        long all = Arrays.stream(counts).limit(8).sum();
        long idle = counts[3] + (counts.length > 4 ? counts[4] : 0);
        return new Ticks(all - idle, all);
    }
}
