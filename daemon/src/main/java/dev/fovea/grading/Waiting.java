package dev.fovea.grading;

import dev.fovea.model.Capture;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/// An accepted capture on its way to a decoder.
///
/// @param capture which
/// @param accept how long the acceptance took; unknown after a restart
/// @param readySince ticker nanoseconds
record Waiting(Capture capture, Optional<Duration> accept, long readySince) implements Comparable<Waiting> {
    // Ids are ordered by time, so that this is first come, first served within a priority.
    private static final Comparator<Waiting> ORDER = Comparator.<Waiting>comparingInt(
                    waiting -> waiting.capture().priority().level())
            .thenComparing(waiting -> waiting.capture().id());

    @Override
    public int compareTo(Waiting other) {
        return ORDER.compare(this, other);
    }
}
