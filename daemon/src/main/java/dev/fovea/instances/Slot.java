package dev.fovea.instances;

import org.jspecify.annotations.Nullable;

/// The place of one engine in the [Roster], which outlives its workers. Guarded by the roster's lock; times are on the
/// group's ticker.
final class Slot {
    final int number;

    /// The worker that counts; null between two, and while there may be none.
    @Nullable
    Worker worker;

    /// Whether that worker's engine has proved itself and takes batches.
    boolean serving;

    /// Whether any engine was ever opened here.
    boolean openedBefore;

    /// Failures to open in a row.
    int failures;

    final Rebuilds rebuilds = new Rebuilds();

    /// When the next worker may start; matters only while there is none.
    long restartNanos;

    /// Why it does not serve.
    String reason = "the engine is being opened";

    /// Whether a known image is on its way.
    boolean proofSent;

    /// When the next known image is due; matters only while none is on its way.
    long proofNanos;

    /// When a known image last got its answer.
    long provenNanos;

    /// How many known images were sent; they take turns.
    int proofs;

    Slot(int number) {
        this.number = number;
    }

    void vacate(String why) {
        worker = null;
        serving = false;
        proofSent = false;
        reason = why;
    }
}
