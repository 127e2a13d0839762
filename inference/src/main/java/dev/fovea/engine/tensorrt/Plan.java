package dev.fovea.engine.tensorrt;

import java.util.List;

/// An engine's file on the GPU: weights and kernels, shared by those who run it. Thread-safe.
public interface Plan extends AutoCloseable {
    /// Inputs and outputs.
    List<PlanTensor> tensors();

    /// The batch sizes it was built for, of the named input.
    List<BatchProfile> profiles(String input);

    /// One runner with working memory of its own.
    ///
    /// @param profile the place in [#profiles]
    Execution execution(int profile);

    /// After all executions. Idempotent.
    @Override
    void close();
}
