package dev.fovea.spool;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// How full the spool was a moment ago. When many ask at once, and most are to be sent away, asking the database each
/// time would cost what the photographs that are taken need. Thread-safe.
final class Glance {
    /// A sender that comes back does so a second later at the earliest.
    private static final Duration AGE_MAX = Duration.ofMillis(20);

    private final Supplier<Load> load;
    private final LongSupplier nanos;
    private volatile Seen seen;

    private record Seen(Load load, long nanos) {}

    Glance(Supplier<Load> load, LongSupplier nanos) {
        this.load = load;
        this.nanos = nanos;
        // So long ago that nobody takes it for new.
        this.seen = new Seen(new Load(Map.of(), 0, 0, 0), nanos.getAsLong() - AGE_MAX.toNanos() - 1);
    }

    /// May be [#AGE_MAX] old.
    Load load() {
        Seen last = seen;
        long now = nanos.getAsLong();
        if (now - last.nanos() > AGE_MAX.toNanos()) {
            last = new Seen(load.get(), now);
            seen = last;
        }
        return last.load();
    }
}
