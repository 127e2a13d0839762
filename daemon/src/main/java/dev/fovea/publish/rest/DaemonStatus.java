package dev.fovea.publish.rest;

import dev.fovea.model.Priority;
import dev.fovea.results.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The daemon at one moment, for people and programs.
///
/// @param trouble why it is not ready; empty when it is
/// @param version of the daemon
/// @param models all of them
/// @param queue what waits in front of the engines, all tasks together
/// @param tally the captures
/// @param freeBytes on the disk that holds the data
/// @param minBytes less than this and nothing is accepted
/// @param accelerator the GPU
/// @param startedAt UTC
public record DaemonStatus(
        Optional<String> trouble,
        String version,
        List<ModelCard> models,
        Queue queue,
        Tally tally,
        long freeBytes,
        long minBytes,
        Accelerator accelerator,
        Instant startedAt) {
    public DaemonStatus {
        models = List.copyOf(models);
    }

    /// The queue in front of the engines.
    ///
    /// @param waiting images per priority
    /// @param bytes of the tensors that wait
    /// @param inFlight images in the engines now
    public record Queue(Map<Priority, Integer> waiting, long bytes, int inFlight) {
        public Queue {
            waiting = Map.copyOf(waiting);
        }
    }
}
