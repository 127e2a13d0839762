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
/// @param number counts arrivals at the grader; ids follow the clock, which may be set back
/// @param standing what it has done to the program so far
record Waiting(Capture capture, Optional<Duration> accept, long readySince, long number, Standing standing)
        implements Comparable<Waiting> {
    /// First come, first served within a priority.
    private static final Comparator<Waiting> ORDER = Comparator.<Waiting>comparingInt(
                    waiting -> waiting.capture().priority().level())
            .thenComparingLong(Waiting::number);

    /// What is known against a capture.
    ///
    /// @param alone it is worked on only while nothing else is, so that what happens then is its own doing
    /// @param faults how often working on it has thrown
    /// @param deaths how often in a row the program died over it, when that is too often: it is not tried again
    record Standing(boolean alone, int faults, Optional<Integer> deaths) {
        static final Standing GOOD = new Standing(false, 0, Optional.empty());
        static final Standing SUSPECT = new Standing(true, 0, Optional.empty());

        static Standing convicted(int deaths) {
            return new Standing(true, 0, Optional.of(deaths));
        }
    }

    boolean alone() {
        return standing.alone();
    }

    /// It has thrown once more. From now on it runs alone: a lack of memory, say, is then its own.
    Waiting afterFault() {
        return new Waiting(
                capture, accept, readySince, number, new Standing(true, standing.faults() + 1, standing.deaths()));
    }

    @Override
    public int compareTo(Waiting other) {
        return ORDER.compare(this, other);
    }
}
