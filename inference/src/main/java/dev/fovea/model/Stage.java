package dev.fovea.model;

/// The stages a photograph passes, in order; each one's time is in every result.
public enum Stage {
    /// Receiving the bytes, hashing, writing and syncing them: before the acknowledgement.
    ACCEPT,
    /// Durable, waiting for a free decoder.
    WAIT,
    /// Bytes to pixels.
    DECODE,
    /// Pixels to the network's tensor, quality figures included.
    PREPROCESS,
    /// Tensor ready, waiting for an engine instance.
    QUEUE,
    /// In the network.
    INFER,
    /// Scores to outcome.
    POST,
    /// Outcome to disk.
    PERSIST
}
