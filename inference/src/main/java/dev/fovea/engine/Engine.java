package dev.fovea.engine;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/// One instance of a network, owned by one thread: the thread that opens it runs it and closes it.
public interface Engine extends AutoCloseable {
    EngineMetadata metadata();

    /// Runs one batch. Answers come in the order of the images, each from its own image alone.
    ///
    /// @param images 1 to [EngineMetadata#batchMax] tensors, each CHW from position 0 to its limit; not kept
    /// @throws EngineException when the runtime fails, or its answer has a wrong shape, is not finite, or fails the
    ///     network's own check; the batch then has no answer at all
    /// @throws IllegalArgumentException when the batch is empty, too large, or an image has the wrong size: our bug
    List<Scores> run(List<FloatBuffer> images);

    /// Runs known images and compares. Empty when all is well, else one sentence saying what is off.
    default Optional<String> selfTest(List<GoldenTensor> goldens) {
        for (GoldenTensor golden : goldens) {
            Optional<String> fault = golden.fault(run(List.of(golden.image())).getFirst());
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    /// Asks a [#run] that is under way to give up: it fails soon with an [EngineException], if the runtime can do that.
    /// The one method that any thread may call. A run that is not under way is not affected, nor is the next one.
    default void interrupt() {}

    /// Idempotent.
    @Override
    void close();
}
