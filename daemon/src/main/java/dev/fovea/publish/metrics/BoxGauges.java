package dev.fovea.publish.metrics;

import dev.fovea.jetson.Board;
import dev.fovea.jetson.BoxReading;
import dev.fovea.jetson.BoxSnapshot;
import dev.fovea.jetson.Clock;
import dev.fovea.jetson.Core;
import dev.fovea.jetson.Fan;
import dev.fovea.jetson.Memory;
import dev.fovea.jetson.Processor;
import dev.fovea.jetson.Rail;
import dev.fovea.jetson.Release;
import dev.fovea.jetson.Throttling.Event;
import dev.fovea.jetson.Warning;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The machine's figures. What it does not tell has no line, and before the first reading nothing has.
final class BoxGauges implements MultiCollector {
    private final Supplier<Optional<BoxReading>> source;

    BoxGauges(Supplier<Optional<BoxReading>> source) {
        this.source = source;
    }

    @Override
    public MetricSnapshots collect() {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        source.get().ifPresent(reading -> {
            BoxSnapshot box = reading.snapshot();
            box.board().ifPresent(board -> all.metricSnapshot(board(board, box)));
            heat(box, all);
            power(box, all);
            processors(box, all);
            cores(box, all);
            box.memory().ifPresent(memory -> memory(memory, all));
            events(box, all);
            warnings(reading, all);
        });
        return all.build();
    }

    /// One gauge's lines.
    private static final class Lines {
        private final String name;
        private final String help;
        private final Map<Labels, Double> values = new LinkedHashMap<>();

        Lines(String name, String help) {
            this.name = name;
            this.help = help;
        }

        Lines of(Optional<? extends Number> value, String... labels) {
            value.ifPresent(number -> values.putIfAbsent(Labels.of(labels), number.doubleValue()));
            return this;
        }

        void in(MetricSnapshots.Builder all) {
            if (!values.isEmpty()) {
                GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(name).help(help);
                values.forEach((labels, value) -> gauge.dataPoint(GaugeSnapshot.GaugeDataPointSnapshot.builder()
                        .labels(labels)
                        .value(value)
                        .build()));
                all.metricSnapshot(gauge.build());
            }
        }
    }

    private static InfoSnapshot board(Board board, BoxSnapshot box) {
        Labels labels = Labels.of(
                "model",
                board.model(),
                "module",
                board.module().orElse(""),
                "l4t",
                box.release().map(Release::l4t).orElse(""),
                "jetpack",
                box.release().flatMap(Release::jetPack).orElse(""));
        return InfoSnapshot.builder()
                .name("fovea_box")
                .help("Which board this is")
                .dataPoint(InfoSnapshot.InfoDataPointSnapshot.builder()
                        .labels(labels)
                        .build())
                .build();
    }

    private static void heat(BoxSnapshot box, MetricSnapshots.Builder all) {
        Lines celsius = new Lines("fovea_box_temperature_celsius", "How warm a place of the box is");
        Lines limit = new Lines("fovea_box_temperature_limit_celsius", "From where on the kernel slows the box down");
        box.temperatures().forEach(place -> {
            celsius.of(Optional.of(place.celsius()), "zone", place.zone());
            limit.of(place.limit(), "zone", place.zone());
        });
        celsius.in(all);
        limit.in(all);
        Lines duty = new Lines("fovea_box_fan_duty_ratio", "What a fan is told, 0 to 1");
        Lines turns = new Lines("fovea_box_fan_turns_per_minute", "How fast a fan turns");
        for (Fan fan : box.fans()) {
            duty.of(fan.duty(), "fan", fan.name());
            turns.of(fan.rpm(), "fan", fan.name());
        }
        duty.in(all);
        turns.in(all);
        new Lines("fovea_box_throttled", "1 while the kernel slows a part down because of heat")
                .of(Optional.of(box.throttling().heat().isEmpty() ? 0 : 1))
                .in(all);
    }

    private static void power(BoxSnapshot box, MetricSnapshots.Builder all) {
        Lines watts = new Lines("fovea_box_power_watts", "What a supply line draws");
        Lines volts = new Lines("fovea_box_voltage_volts", "What arrives on a supply line");
        Lines amperes = new Lines("fovea_box_current_amperes", "The current of a supply line");
        for (Rail rail : box.rails()) {
            watts.of(rail.milliwatts().map(value -> value / 1000.0), "rail", rail.name());
            volts.of(rail.millivolts().map(value -> value / 1000.0), "rail", rail.name());
            amperes.of(rail.milliamperes().map(value -> value / 1000.0), "rail", rail.name());
        }
        watts.in(all);
        volts.in(all);
        amperes.in(all);
        box.powerMode()
                .ifPresent(mode -> new Lines("fovea_box_power_mode", "The number of the power mode, with its name")
                        .of(Optional.of(mode.id()), "name", mode.text())
                        .in(all));
    }

    private static void processors(BoxSnapshot box, MetricSnapshots.Builder all) {
        processor("gpu", "graphics processor", box.gpu(), all);
        processor("emc", "external memory controller", box.memoryController(), all);
        new Lines("fovea_box_clocks_pinned", "1 while every clock is held at its fastest (jetson_clocks)")
                .of(box.clocksPinned().map(pinned -> pinned ? 1 : 0))
                .in(all);
    }

    private static void processor(
            String name, String words, Optional<Processor> processor, MetricSnapshots.Builder all) {
        new Lines("fovea_box_" + name + "_load_ratio", "Share of the time that the " + words + " works")
                .of(processor.flatMap(Processor::load))
                .in(all);
        new Lines("fovea_box_" + name + "_frequency_hertz", "Clock of the " + words)
                .of(processor.flatMap(Processor::clock).map(Clock::current))
                .in(all);
    }

    private static void cores(BoxSnapshot box, MetricSnapshots.Builder all) {
        Lines load = new Lines("fovea_box_cpu_load_ratio", "Share of the time that a core works");
        Lines clock = new Lines("fovea_box_cpu_frequency_hertz", "Clock of a core");
        Lines online = new Lines("fovea_box_cpu_online", "1 when a core is switched on");
        for (Core core : box.cores()) {
            String number = Integer.toString(core.number());
            load.of(core.load(), "core", number);
            clock.of(core.clock().map(Clock::current), "core", number);
            online.of(Optional.of(core.online() ? 1 : 0), "core", number);
        }
        load.in(all);
        clock.in(all);
        online.in(all);
        new Lines("fovea_box_cpu_speed_ratio", "What share of their speed the cores may use now")
                .of(box.speed())
                .in(all);
    }

    private static void memory(Memory memory, MetricSnapshots.Builder all) {
        new Lines("fovea_box_memory_size_bytes", "Memory of the box")
                .of(Optional.of(memory.total()))
                .in(all);
        new Lines("fovea_box_memory_available_bytes", "Memory that programs could still get")
                .of(Optional.of(memory.available()))
                .in(all);
        Lines size = new Lines("fovea_box_swap_size_bytes", "Room that memory may overflow into");
        Lines used = new Lines("fovea_box_swap_used_bytes", "What of it is used");
        for (boolean compressed : new boolean[] {false, true}) {
            Memory.Swap swap = memory.swap(compressed);
            size.of(Optional.of(swap.total()), "kind", swap.name());
            used.of(Optional.of(swap.used()), "kind", swap.name());
        }
        size.in(all);
        used.in(all);
    }

    private static void events(BoxSnapshot box, MetricSnapshots.Builder all) {
        Map<Event, Long> events = box.throttling().events();
        if (!events.isEmpty()) {
            CounterSnapshot.Builder counter = CounterSnapshot.builder()
                    .name("fovea_box_supply_events")
                    .help("How often the supply was found wanting since the machine started, by kind");
            events.forEach((event, count) -> counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(Labels.of("kind", Meters.word(event)))
                    .value(count)
                    .build()));
            all.metricSnapshot(counter.build());
        }
    }

    /// Every kind has its line, so that an alert knows 0 from unknown.
    private static void warnings(BoxReading reading, MetricSnapshots.Builder all) {
        Lines lines = new Lines("fovea_box_warning", "1 while the box has this warning");
        for (Warning.Kind kind : Warning.Kind.values()) {
            boolean there = reading.warnings().stream().anyMatch(warning -> warning.kind() == kind);
            lines.of(Optional.of(there ? 1 : 0), "kind", Meters.word(kind));
        }
        lines.in(all);
    }
}
