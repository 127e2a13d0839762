package dev.fovea.instances;

import dev.fovea.model.Priority;
import java.time.Duration;
import java.util.Map;

/// The queue and its engines at one moment.
///
/// @param waiting images that wait, per priority; every priority is present
/// @param bytes of the tensors that wait
/// @param inFlight images in batches that run now, known images of self-tests not counted
/// @param serving engines that take batches now
/// @param instances engines there should be
/// @param abandoned engine calls given up as hung that have not returned yet
/// @param perImage learned engine time per image on one instance; zero before the first batch
public record QueueState(
        Map<Priority, Integer> waiting,
        long bytes,
        int inFlight,
        int serving,
        int instances,
        int abandoned,
        Duration perImage) {
    /// All that wait.
    public int waitingTotal() {
        return waiting.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// How long the engines will need for what waits now; zero while that is not known.
    public Duration workAhead() {
        return perImage.multipliedBy(waitingTotal()).dividedBy(Math.max(1, serving));
    }
}
