package dev.fovea.grading;

import dev.fovea.image.ImageLimits;
import dev.fovea.spool.InFlight;
import java.time.Duration;

/// How captures are worked on.
///
/// @param decoders threads that decode and prepare, `grading.decoders`
/// @param tensorsMax prepared photographs held at once, waiting or in the network, `grading.tensors-max`
/// @param retryEvery how often a capture that could not be finished is tried again, `grading.retry-every`
/// @param crashesMax how often in a row the program may die over one photograph, run alone, before that photograph
///     goes to the dead letter, `grading.crashes-max`
/// @param drainMax how long a stop waits for what is in flight, `stop.drain-max`
/// @param backlogHold when imported photographs wait
/// @param limits what is refused before decoding
public record GradingSettings(
        int decoders,
        int tensorsMax,
        Duration retryEvery,
        int crashesMax,
        Duration drainMax,
        BacklogHold backlogHold,
        ImageLimits limits) {
    public GradingSettings {
        if (decoders < 1) {
            throw new IllegalArgumentException("grading.decoders must be at least 1, was " + decoders);
        }
        if (tensorsMax < decoders) {
            throw new IllegalArgumentException(
                    "grading.tensors-max must be at least grading.decoders, " + decoders + ", was " + tensorsMax);
        }
        if (tensorsMax > InFlight.SLOTS) {
            throw new IllegalArgumentException(
                    "grading.tensors-max must be at most " + InFlight.SLOTS + ", was " + tensorsMax);
        }
        if (!retryEvery.isPositive()) {
            throw new IllegalArgumentException("grading.retry-every must be positive, was " + retryEvery);
        }
        if (crashesMax < 1) {
            throw new IllegalArgumentException("grading.crashes-max must be at least 1, was " + crashesMax);
        }
    }
}
