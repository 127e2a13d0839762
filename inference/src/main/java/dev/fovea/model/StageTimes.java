package dev.fovea.model;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How long each stage took; a stage that was not entered is absent. Immutable.
public final class StageTimes {
    public static final StageTimes NONE = new StageTimes(new EnumMap<>(Stage.class));

    private final Map<Stage, Duration> times;

    private StageTimes(EnumMap<Stage, Duration> times) {
        this.times = Collections.unmodifiableMap(times);
    }

    public StageTimes with(Stage stage, Duration time) {
        EnumMap<Stage, Duration> more = new EnumMap<>(Stage.class);
        more.putAll(times);
        more.put(stage, time);
        return new StageTimes(more);
    }

    public Optional<Duration> of(Stage stage) {
        return Optional.ofNullable(times.get(stage));
    }

    /// In stage order.
    public Map<Stage, Duration> all() {
        return times;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StageTimes that && times.equals(that.times);
    }

    @Override
    public int hashCode() {
        return times.hashCode();
    }

    @Override
    public String toString() {
        return times.toString();
    }
}
