package dev.fovea.jetson;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What holds the box back just now.
///
/// @param heat the parts that the kernel slows down because of heat
/// @param events how often the supply was found wanting since the start, by kind
public record Throttling(List<String> heat, Map<Event, Long> events) {
    /// What a Jetson Orin's monitor of its supply counts (the kernel's driver of tegra234, soctherm_oc).
    public enum Event {
        UNDER_VOLTAGE("oc1_event_cnt"),
        AVERAGE_OVER_CURRENT("oc2_event_cnt"),
        INSTANTANEOUS_OVER_CURRENT("oc3_event_cnt");

        private final String file;

        Event(String file) {
            this.file = file;
        }
    }

    static final Throttling NONE = new Throttling(List.of(), Map.of());

    private static final Pattern COOLER = Pattern.compile("cooling_device\\d{1,3}");
    private static final Pattern MONITOR = Pattern.compile("hwmon\\d{1,3}");

    /// Coolers that cool by slowing down. Fans, screens and radios are others.
    private static final Pattern SLOWS = Pattern.compile("(?i)(?!.*fan).*(cpu|gpu|processor|throttle|balanced).*");

    public Throttling {
        heat = List.copyOf(heat);
        events = Map.copyOf(events);
    }

    static Throttling read(Tree tree) {
        List<String> heat = new ArrayList<>();
        for (String cooler : tree.entries("sys/class/thermal", COOLER)) {
            boolean active = tree.number(cooler + "/cur_state")
                    .filter(state -> state > 0)
                    .isPresent();
            if (active) {
                tree.text(cooler + "/type")
                        .filter(type -> SLOWS.matcher(type).matches())
                        .ifPresent(heat::add);
            }
        }
        return new Throttling(heat, events(tree));
    }

    private static Map<Event, Long> events(Tree tree) {
        Map<Event, Long> events = new TreeMap<>();
        for (String monitor : tree.entries("sys/class/hwmon", MONITOR)) {
            if (tree.text(monitor + "/name").filter("soctherm_oc"::equals).isPresent()) {
                for (Event event : Event.values()) {
                    tree.amount(monitor + "/" + event.file).ifPresent(count -> events.put(event, count));
                }
            }
        }
        return events;
    }
}
