package dev.fovea.bench.measure;

import java.time.Duration;

/// The span of time in which results count. It begins after a lead-in, and the work goes on until its end.
///
/// What is begun before and ends within counts, what is begun within and ends after does not: the edges cancel, and
/// neither a pipe that fills nor caches that others emptied weigh on either side.
///
/// @param fromNanos of [System#nanoTime]
/// @param untilNanos of [System#nanoTime]
public record Span(long fromNanos, long untilNanos) {
    private static final Duration LEAD_IN = Duration.ofSeconds(1);

    public Span {
        if (untilNanos - fromNanos <= 0) {
            throw new IllegalArgumentException("a span must last, was " + (untilNanos - fromNanos) + " ns");
        }
    }

    /// So long, after the lead-in.
    public static Span startingAt(long nowNanos, Duration time) {
        long from = nowNanos + LEAD_IN.toNanos();
        return new Span(from, from + time.toNanos());
    }

    /// With the lead-in.
    public static Duration whole(Duration time) {
        return time.plus(LEAD_IN);
    }

    public boolean holds(long nanos) {
        return nanos - fromNanos >= 0 && nanos - untilNanos < 0;
    }

    public boolean isOver(long nanos) {
        return nanos - untilNanos >= 0;
    }

    /// So many within the span, per second.
    public double rate(long count) {
        return count * 1e9 / (untilNanos - fromNanos);
    }
}
