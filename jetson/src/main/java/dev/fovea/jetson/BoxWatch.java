package dev.fovea.jetson;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// Reads the box again and again on a thread of its own, and keeps the latest reading. Begins some time after it was
/// made: nobody waits for it at the start. A warning is logged when it begins and when it ends.
public final class BoxWatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(BoxWatch.class.getName());

    /// Longer than the daemon takes to be ready.
    private static final Duration FIRST_AFTER = Duration.ofSeconds(3);

    private static final Duration JOIN_MAX = Duration.ofSeconds(1);

    private final Supplier<Box> box;
    private final Duration period;
    private final InstantSource clock;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition closing = lock.newCondition();

    @GuardedBy("lock")
    private boolean closed;

    private volatile Optional<BoxReading> latest = Optional.empty();

    private BoxWatch(Supplier<Box> box, Duration period, InstantSource clock) {
        this.box = box;
        this.period = period;
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("box-watch").unstarted(this::watch);
    }

    public static BoxWatch start(BoxSettings settings, InstantSource clock) {
        BoxWatch watch = new BoxWatch(() -> new Box(settings.root(), settings.toolMax()), settings.period(), clock);
        watch.thread.start();
        return watch;
    }

    /// Empty until the first reading is done.
    public Optional<BoxReading> latest() {
        return latest;
    }

    private void watch() {
        Duration first = FIRST_AFTER.compareTo(period) < 0 ? FIRST_AFTER : period;
        if (closedAfter(first)) {
            return;
        }
        Box watched = box.get();
        do {
            read(watched);
        } while (!closedAfter(period));
    }

    private void read(Box watched) {
        try {
            BoxSnapshot now = watched.snapshot(clock.instant());
            List<Warning> warnings = Warnings.of(now, latest.map(BoxReading::snapshot));
            log(warnings, latest.map(BoxReading::warnings).orElse(List.of()));
            latest = Optional.of(new BoxReading(now, warnings));
        } catch (RuntimeException bug) {
            // Photographs matter more than their box: the daemon goes on, and what it showed of the box goes away.
            latest = Optional.empty();
            LOG.log(System.Logger.Level.WARNING, "the box could not be read", bug);
        }
    }

    private static void log(List<Warning> now, List<Warning> before) {
        Set<Warning.Kind> known = kinds(before);
        now.stream()
                .filter(warning -> !known.contains(warning.kind()))
                .forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning.words() + " " + warning.advice()));
        Set<Warning.Kind> ended = kinds(before);
        ended.removeAll(kinds(now));
        ended.forEach(kind -> LOG.log(System.Logger.Level.INFO, "no longer: " + kind));
    }

    private static Set<Warning.Kind> kinds(List<Warning> warnings) {
        return warnings.stream()
                .map(Warning::kind)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Warning.Kind.class)));
    }

    /// Waits so long, or until it is closed.
    private boolean closedAfter(Duration wait) {
        long left = wait.toNanos();
        lock.lock();
        try {
            while (!closed && left > 0) {
                left = closing.awaitNanos(left);
            }
            return closed;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            closing.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(JOIN_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
