package dev.fovea.grading;

import java.time.Duration;

/// When imported photographs wait with their answers so that others come in: somebody's program waits for each
/// acknowledgement, and nobody in the chair for these answers. The two want the same processors.
///
/// @param inflowMax bytes accepted per second above which imported photographs wait, `grading.backlog-inflow-max`
/// @param holdMax one of them is taken up this long after the last, however fast others come,
///     `grading.backlog-hold-max`; zero never holds any
/// @param bytesMax when more than these wait, none is held, `grading.backlog-hold-bytes-max`: the spool must not fill
///     up while nobody works
public record BacklogHold(long inflowMax, Duration holdMax, long bytesMax) {
    /// Never holds any.
    static final BacklogHold NONE = new BacklogHold(Long.MAX_VALUE, Duration.ZERO, Long.MAX_VALUE);

    public BacklogHold {
        if (inflowMax < 1) {
            throw new IllegalArgumentException("grading.backlog-inflow-max must be at least 1, was " + inflowMax);
        }
        if (holdMax.isNegative()) {
            throw new IllegalArgumentException("grading.backlog-hold-max must not be negative, was " + holdMax);
        }
        if (bytesMax < 1) {
            throw new IllegalArgumentException("grading.backlog-hold-bytes-max must be at least 1, was " + bytesMax);
        }
    }

    /// @param inflow bytes accepted per second at present
    /// @param waitingBytes bytes of the imported photographs that wait
    /// @param sinceLast nanoseconds since the last imported photograph was taken up
    /// @return nanoseconds that the next one waits at most; it may go when this is not positive
    long nanosLeft(double inflow, long waitingBytes, long sinceLast) {
        return inflow <= inflowMax || waitingBytes > bytesMax ? 0 : holdMax.toNanos() - sinceLast;
    }
}
