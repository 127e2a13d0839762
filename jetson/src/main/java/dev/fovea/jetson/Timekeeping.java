package dev.fovea.jetson;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What the system says of its clock. A Jetson Nano has no battery for it unless somebody fitted one.
///
/// @param synchronised with the time of a network; empty when the system does not tell
/// @param hardwareClock the clock that runs on a battery, when the system has one: seconds since 1970
/// @param setFromHardware whether the system took its time from that clock at the start
public record Timekeeping(
        Optional<Boolean> synchronised, Optional<Long> hardwareClock, Optional<Boolean> setFromHardware) {
    private static final Pattern CLOCK = Pattern.compile("rtc\\d{1,2}");
    private static final String SAID = "clock synchronized: ";

    /// 2026-01-01: a hardware clock before this was never set, or lost its battery.
    private static final long OLDEST = 1_767_225_600L;

    static Timekeeping read(Tree tree, BoardTool tool) {
        List<String> clocks = tree.entries("sys/class/rtc", CLOCK);
        Optional<Long> hardware = clocks.stream()
                .flatMap(clock -> tree.amount(clock + "/since_epoch").stream())
                .max(Long::compare);
        Optional<Boolean> taken = clocks.stream()
                .flatMap(clock -> tree.number(clock + "/hctosys").stream())
                .map(value -> value == 1)
                .reduce(Boolean::logicalOr);
        return new Timekeeping(synchronised(tree, tool), hardware, taken);
    }

    /// Whether the hardware clock holds a time that can be one.
    public boolean hardwareClockIsSet() {
        return hardwareClock.filter(seconds -> seconds >= OLDEST).isPresent();
    }

    /// systemd leaves a file once the time came from the network; other programs tell the kernel, which
    /// timedatectl asks.
    private static Optional<Boolean> synchronised(Tree tree, BoardTool tool) {
        if (tree.has("run/systemd/timesync/synchronized")) {
            return Optional.of(true);
        }
        return tool.ask(20, "usr/bin/timedatectl", "status").stream()
                .filter(line -> line.contains(SAID))
                .map(line -> line.endsWith("yes"))
                .findFirst();
    }
}
