package dev.fovea.scheduler;

/// What becomes of an item whose deadline passes while it waits. Triton's words (`ModelQueuePolicy.timeout_action`).
public enum TimeoutAction {
    /// It leaves the queue at once, unserved.
    REJECT,
    /// It is served after all of its level that are not late; under lasting load it may wait for ever.
    DELAY
}
