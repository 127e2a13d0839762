package dev.fovea.instances;

import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.Scores;
import java.time.Duration;

/// What became of one accepted request. Every accepted request that is not cancelled ends in exactly one of these.
public sealed interface InferenceAnswer {
    String id();

    /// The network's answer to this very tensor.
    ///
    /// @param engine what answered
    /// @param batchSize how many images ran together
    /// @param queue from submission to the start of the batch that gave the answer, failed tries included
    /// @param infer the duration of that batch
    record Answered(String id, Scores scores, EngineMetadata engine, int batchSize, Duration queue, Duration infer)
            implements InferenceAnswer {}

    /// Its deadline passed while it waited.
    record Expired(String id, Duration waited) implements InferenceAnswer {}

    /// This very input makes a healthy engine fail, hang or answer nonsense, alone and more than once.
    record Poisoned(String id, String reason) implements InferenceAnswer {}

    /// Not this input's fault: the group is closing, or no engine can be brought back. Ask again later.
    record Abandoned(String id, String reason) implements InferenceAnswer {}
}
