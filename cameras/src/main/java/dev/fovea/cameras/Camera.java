package dev.fovea.cameras;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.cameras.CameraException.Fault;
import dev.fovea.cameras.CameraStatus.Tally;
import dev.fovea.cameras.Watchdog.Decision;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// One camera: a thread that connects, reads and keeps the newest picture. It has no sense of time of its own: whoever
/// holds the camera calls [#look] about every second. Thread-safe.
public final class Camera implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Camera.class.getName());
    private static final Duration JOIN_MAX = Duration.ofSeconds(3);

    private final String name;
    private final FrameSource source;
    private final LongSupplier nanos;
    private final NewestFrame newest = new NewestFrame();
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition looked = lock.newCondition();

    @GuardedBy("lock")
    private final Watchdog watchdog;

    @GuardedBy("lock")
    private @Nullable Feed feed;

    @GuardedBy("lock")
    private boolean closed;

    @GuardedBy("lock")
    private long frames;

    @GuardedBy("lock")
    private long broken;

    private Camera(String name, FrameSource source, WatchdogSettings settings, LongSupplier nanos) {
        this.name = name;
        this.source = source;
        this.nanos = nanos;
        this.watchdog = new Watchdog(settings, nanos.getAsLong());
        this.thread = Thread.ofPlatform().daemon().name("camera-" + name).unstarted(this::run);
    }

    /// Connects at once.
    static Camera start(String name, FrameSource source, WatchdogSettings settings, LongSupplier nanos) {
        Camera camera = new Camera(name, source, settings, nanos);
        camera.thread.start();
        return camera;
    }

    public String name() {
        return name;
    }

    /// The newest picture, however old.
    public Optional<Frame> newest() {
        return newest.newest();
    }

    /// The newest picture, if it is no older than that.
    public Optional<Frame> newest(Duration ageMax) {
        return newest().filter(frame -> nanos.getAsLong() - frame.at() <= ageMax.toNanos());
    }

    /// The newest picture after that number, as soon as there is one; empty when none came in time.
    public Optional<Frame> after(long number, Duration max) throws InterruptedException {
        return newest.after(number, max);
    }

    public CameraStatus status() {
        lock.lock();
        try {
            Optional<Frame> last = newest();
            long now = nanos.getAsLong();
            return new CameraStatus(
                    name,
                    watchdog.state(),
                    watchdog.trouble(),
                    last.map(Frame::size),
                    last.map(frame -> Duration.ofNanos(Math.max(0, now - frame.at()))),
                    new Tally(frames, broken, watchdog.restarts(), watchdog.stalls()));
        } finally {
            lock.unlock();
        }
    }

    /// Sees that it goes on. Does not wait.
    void look() {
        long now = nanos.getAsLong();
        lock.lock();
        try {
            Feed open = feed;
            Decision decision = watchdog.decide(now);
            if (open != null && decision == Decision.END) {
                LOG.log(System.Logger.Level.WARNING, "camera {0} fell silent and is connected to again", name);
                watchdog.ending(now);
                open.end();
            } else if (open != null && decision == Decision.KILL) {
                watchdog.killed();
                open.kill();
            }
            looked.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Feed open = turn(); open != null; open = turn()) {
            try (Feed connected = open) {
                while (true) {
                    take(connected.next());
                }
            } catch (CameraException e) {
                ended(e.fault(), e.sentence());
            } catch (RuntimeException | OutOfMemoryError | AssertionError bug) {
                // This camera's affair: the others, and photographs that come elsewhere, go on.
                LOG.log(System.Logger.Level.ERROR, "camera " + name + " met a fault of the program", bug);
                ended(Fault.ENDED, "a fault of the program: " + bug);
            }
        }
    }

    /// Waits until it may connect.
    ///
    /// @return null when it is closed
    private @Nullable Feed turn() {
        lock.lock();
        try {
            while (!closed && watchdog.decide(nanos.getAsLong()) != Decision.CONNECT) {
                looked.await();
            }
            if (closed) {
                return null;
            }
            watchdog.connecting(nanos.getAsLong());
            feed = source.feed();
            return feed;
        } catch (InterruptedException e) {
            return null;
        } finally {
            lock.unlock();
        }
    }

    private void take(Piece piece) {
        long now = nanos.getAsLong();
        lock.lock();
        try {
            switch (piece) {
                case Piece.Whole whole -> {
                    frames++;
                    if (watchdog.state() != CameraState.LIVE) {
                        LOG.log(System.Logger.Level.INFO, "camera {0} is live", name);
                    }
                    watchdog.picture(now);
                    newest.put(new Frame(whole, frames, now));
                }
                case Piece.Broken(String reason) -> {
                    broken++;
                    LOG.log(System.Logger.Level.DEBUG, "camera {0} sent {1}", name, reason);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void ended(Fault fault, String reason) {
        lock.lock();
        try {
            feed = null;
            boolean known = watchdog.trouble().isPresent();
            watchdog.ended(fault, reason, nanos.getAsLong());
            if (!closed && !known) {
                LOG.log(System.Logger.Level.WARNING, "camera {0}: {1}", name, reason);
            }
        } finally {
            lock.unlock();
        }
    }

    /// Ends the connection and the thread, within some seconds. Idempotent.
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            looked.signalAll();
            if (feed != null) {
                feed.end();
            }
        } finally {
            lock.unlock();
        }
        newest.close();
        try {
            thread.join(JOIN_MAX);
            kill();
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void kill() {
        lock.lock();
        try {
            if (feed != null) {
                feed.kill();
            }
        } finally {
            lock.unlock();
        }
    }
}
