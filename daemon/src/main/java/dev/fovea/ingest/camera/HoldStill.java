package dev.fovea.ingest.camera;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Decides when an eye holds still enough to be photographed: pictures that could be graded, one after the other, and
/// hardly different, for long enough. Knows neither clock nor camera; not for more than one thread.
final class HoldStill {
    /// Chosen, not measured: nobody has tried it on eyes before a camera yet.
    private static final double STILL_MAX = 0.008;

    /// Once it holds still, this much is forgiven.
    private static final double STIR_MAX = 0.012;

    private final long stillNanos;
    private @Nullable Glance before;
    private boolean still;
    private long since;

    /// @param stillMin how long an eye must hold still
    HoldStill(Duration stillMin) {
        this.stillNanos = stillMin.toNanos();
    }

    /// @param seen empty for a picture that could not be graded
    /// @param at when, nanoseconds
    /// @return whether this is the moment
    boolean see(Optional<Glance> seen, long at) {
        Glance last = before;
        before = seen.orElse(null);
        if (seen.isEmpty() || last == null) {
            still = false;
            return false;
        }
        boolean holds = seen.get().change(last) <= (still ? STIR_MAX : STILL_MAX);
        if (holds && !still) {
            since = at;
        }
        still = holds;
        return still && at - since >= stillNanos;
    }
}
