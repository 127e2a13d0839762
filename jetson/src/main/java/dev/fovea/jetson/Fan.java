package dev.fovea.jetson;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A fan: what it is told, and what it does.
///
/// @param duty what it is told, 0 to 1
/// @param rpm turns a minute
public record Fan(String name, Optional<Double> duty, Optional<Long> rpm) {
    private static final Pattern MONITOR = Pattern.compile("hwmon\\d{1,3}");
    private static final Pattern PWM = Pattern.compile("pwm\\d");
    private static final Pattern TURNS = Pattern.compile("fan\\d_input|rpm");
    private static final double PWM_MAX = 255;
    private static final long RPM_MAX = 50_000;

    /// On the boards one device drives the only fan and another counts its turns: one of each is the same fan.
    static List<Fan> readAll(Tree tree) {
        List<Fan> driven = new ArrayList<>();
        List<Fan> counted = new ArrayList<>();
        old(tree).ifPresent(driven::add);
        for (String monitor : tree.entries("sys/class/hwmon", MONITOR)) {
            String name = tree.text(monitor + "/name").orElse(Tree.name(monitor));
            tree.entries(monitor, PWM).stream()
                    .flatMap(file -> duty(tree, file).stream())
                    .forEach(duty -> driven.add(new Fan(name, Optional.of(duty), Optional.empty())));
            tree.entries(monitor, TURNS).stream()
                    .flatMap(file -> turns(tree, file).stream())
                    .forEach(rpm -> counted.add(new Fan(name, Optional.empty(), Optional.of(rpm))));
        }
        if (driven.size() == 1 && counted.size() == 1) {
            Fan one = driven.getFirst();
            return List.of(new Fan(
                    one.name(),
                    one.duty(),
                    one.rpm().or(() -> counted.getFirst().rpm())));
        }
        return Stream.concat(driven.stream(), counted.stream()).toList();
    }

    /// JetPack 4.
    private static Optional<Fan> old(Tree tree) {
        String folder = "sys/devices/pwm-fan";
        Optional<Double> duty = duty(tree, folder + "/target_pwm");
        Optional<Long> rpm = turns(tree, folder + "/rpm_measured");
        return duty.isPresent() || rpm.isPresent() ? Optional.of(new Fan("pwm-fan", duty, rpm)) : Optional.empty();
    }

    private static Optional<Double> duty(Tree tree, String file) {
        return tree.amount(file).filter(value -> value <= PWM_MAX).map(value -> value / PWM_MAX);
    }

    private static Optional<Long> turns(Tree tree, String file) {
        return tree.amount(file).filter(value -> value <= RPM_MAX);
    }
}
