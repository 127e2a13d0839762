package dev.fovea.jetson;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The box at one moment. Whatever the machine does not tell is absent.
///
/// @param at when it was read, UTC
/// @param board empty where this is no Jetson
/// @param release of NVIDIA's system
/// @param rails supply lines; empty where there is no meter
/// @param memoryController the external memory controller (EMC)
/// @param powerMode of `nvpmodel`
public record BoxSnapshot(
        Instant at,
        Optional<Board> board,
        Optional<Release> release,
        List<Temperature> temperatures,
        List<Rail> rails,
        Optional<Processor> gpu,
        Optional<Processor> memoryController,
        List<Core> cores,
        List<Fan> fans,
        Optional<PowerMode> powerMode,
        Optional<Memory> memory,
        Throttling throttling) {
    public BoxSnapshot {
        temperatures = List.copyOf(temperatures);
        rails = List.copyOf(rails);
        cores = List.copyOf(cores);
        fans = List.copyOf(fans);
    }

    /// A machine that tells nothing.
    public static BoxSnapshot silent(Instant at) {
        return new BoxSnapshot(
                at,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Throttling.NONE);
    }

    /// The warmest place.
    public Optional<Temperature> hottest() {
        return temperatures.stream().max(Comparator.comparingDouble(Temperature::celsius));
    }

    /// The line that feeds the whole board.
    public Optional<Rail> input() {
        return rails.stream().filter(Rail::input).findFirst();
    }

    /// Share of the time that the cores at work were busy, together; 0 to 1.
    public Optional<Double> cpuLoad() {
        List<Double> loads = cores.stream()
                .filter(Core::online)
                .flatMap(core -> core.load().stream())
                .toList();
        return loads.isEmpty()
                ? Optional.empty()
                : Optional.of(loads.stream().mapToDouble(load -> load).average().orElse(0));
    }

    /// What share of their speed the cores may use now: 1 is full, less is the power mode's or the heat's doing.
    public Optional<Double> speed() {
        return cores.stream()
                .filter(Core::online)
                .flatMap(core -> core.clock().stream())
                .flatMap(clock -> clock.share().stream())
                .min(Double::compare);
    }

    /// Whether every clock is held at its fastest, as `jetson_clocks` does; empty where the bounds are not known.
    public Optional<Boolean> clocksPinned() {
        List<Boolean> pinned = Stream.concat(
                        cores.stream().filter(Core::online).flatMap(core -> core.clock().stream()),
                        gpu.stream().flatMap(unit -> unit.clock().stream()))
                .flatMap(clock -> clock.pinned().stream())
                .toList();
        return pinned.isEmpty() ? Optional.empty() : Optional.of(!pinned.contains(false));
    }

    /// What is missing here, out of the other: tegrastats knows some of it where files are shut.
    BoxSnapshot filledFrom(BoxSnapshot other) {
        return new BoxSnapshot(
                at,
                board.or(other::board),
                release.or(other::release),
                temperatures.isEmpty() ? other.temperatures : temperatures,
                rails.isEmpty() ? other.rails : rails,
                filled(gpu, other.gpu),
                filled(memoryController, other.memoryController),
                cores.isEmpty() ? other.cores : cores,
                fans.isEmpty() ? other.fans : fans,
                powerMode.or(other::powerMode),
                memory.or(other::memory),
                throttling);
    }

    private static Optional<Processor> filled(Optional<Processor> mine, Optional<Processor> others) {
        return mine.map(unit -> others.map(unit::filledFrom).orElse(unit)).or(() -> others);
    }
}
