package dev.fovea.spool;

import dev.fovea.model.Capture;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.BiConsumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/// What the spool needs from the world around it.
///
/// @param clock for the time of arrival
/// @param nanos for spans of time
/// @param secondsPerImage what one image takes at the present rate, as the scheduler learned it; 0 when it has not
/// @param accepted told of each new capture, after the commit and before the sender, with the time the acceptance
///     took; on the accepting thread, so it must not block
/// @param metrics what is counted
/// @param disk the file system
public record Surroundings(
        InstantSource clock,
        LongSupplier nanos,
        DoubleSupplier secondsPerImage,
        BiConsumer<Capture, Duration> accepted,
        SpoolMetrics metrics,
        Disk disk) {

    /// Nothing learned, nobody listening, nothing counted, the real disk.
    public static Surroundings quiet(InstantSource clock, LongSupplier nanos) {
        return new Surroundings(clock, nanos, () -> 0, (_, _) -> {}, SpoolMetrics.NONE, Disk.REAL);
    }

    public Surroundings withSecondsPerImage(DoubleSupplier learned) {
        return new Surroundings(clock, nanos, learned, accepted, metrics, disk);
    }

    public Surroundings withAccepted(BiConsumer<Capture, Duration> listener) {
        return new Surroundings(clock, nanos, secondsPerImage, listener, metrics, disk);
    }

    public Surroundings withMetrics(SpoolMetrics counted) {
        return new Surroundings(clock, nanos, secondsPerImage, accepted, counted, disk);
    }

    Surroundings withDisk(Disk other) {
        return new Surroundings(clock, nanos, secondsPerImage, accepted, metrics, other);
    }
}
