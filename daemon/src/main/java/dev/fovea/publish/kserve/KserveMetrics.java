package dev.fovea.publish.kserve;

import java.time.Duration;

/// What the stateless door counts, where it happens. Called on the request's thread; must not block or throw.
/// The sum that must hold: infer requests = succeeded + failed.
public interface KserveMetrics {
    KserveMetrics NONE = new KserveMetrics() {};

    /// One infer request was answered.
    ///
    /// @param model by name
    /// @param images in it
    /// @param times what it took
    default void succeeded(String model, int images, Times times) {}

    /// One infer request was not answered.
    default void failed(String model, Failure failure) {}

    /// Where the time of one request went.
    ///
    /// @param request all of it
    /// @param input reading, decoding and preparing
    /// @param queue all images' time in the queue, added up
    /// @param infer all images' share of their batches' time, added up
    /// @param output writing the answer
    record Times(Duration request, Duration input, Duration queue, Duration infer, Duration output) {}

    /// Triton's words for why.
    enum Failure {
        /// The queue was full, or the request was too long in it.
        REJECTED,
        /// The caller went away or waited too long.
        CANCELED,
        /// The engine could not do it.
        BACKEND,
        /// The request was wrong.
        OTHER
    }
}
