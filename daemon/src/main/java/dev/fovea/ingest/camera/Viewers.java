package dev.fovea.ingest.camera;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.cameras.Camera;
import dev.fovea.cameras.Frame;
import dev.fovea.http.Refusal;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/// Streams of a camera's pictures for people to look at. Each viewer gets the newest picture there is whenever it has
/// taken the one before, so that a slow one sees fewer and holds up nobody. A viewer that stops reading is seen by
/// one watching thread, which interrupts it: interrupting a virtual thread in a socket write closes the socket.
final class Viewers implements AutoCloseable {
    private static final String BOUNDARY = "fovea-frame";
    private static final Duration WRITE_MAX = Duration.ofSeconds(10);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /// Without a picture for so long a stream ends: a picture that stands still would pass for the eye of now.
    private static final Duration SILENCE_MAX = Duration.ofSeconds(5);

    /// A page that nobody looks at holds no place for longer.
    private static final Duration STREAM_MAX = Duration.ofHours(1);

    private final long intervalNanos;
    private final int viewersMax;
    private final LongSupplier nanos;
    private final Semaphore places;
    private final Set<Viewer> viewers = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("preview-watch").daemon().factory());

    private volatile boolean closed;

    Viewers(ShotSettings settings, LongSupplier nanos) {
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / settings.previewRateMax();
        this.viewersMax = settings.viewersMax();
        this.nanos = nanos;
        this.places = new Semaphore(viewersMax);
        long every = LOOK_EVERY.toMillis();
        var _ = watch.scheduleWithFixedDelay(
                () -> viewers.forEach(viewer -> viewer.look(nanos.getAsLong())), every, every, TimeUnit.MILLISECONDS);
    }

    /// Streams until the viewer goes, the camera falls silent, or the daemon stops.
    ///
    /// @throws Refusal 503 when all places are taken, or the camera has no picture now
    void show(Camera camera, ServerResponse response) throws InterruptedException {
        if (!places.tryAcquire()) {
            throw Refusal.busy(viewersMax + " previews are being watched already", Duration.ofSeconds(5));
        }
        Viewer viewer = new Viewer();
        viewers.add(viewer);
        try {
            Frame first = next(camera, 0)
                    .orElseThrow(() ->
                            Refusal.busy("camera " + camera.name() + " sends no pictures now", Duration.ofSeconds(5)));
            response.header(HeaderNames.CONTENT_TYPE, "multipart/x-mixed-replace; boundary=" + BOUNDARY);
            response.header(HeaderNames.CACHE_CONTROL, "no-store");
            try (OutputStream out = response.outputStream()) {
                stream(camera, first, viewer, out);
            } catch (IOException gone) {
                // The viewer has looked enough.
            }
        } finally {
            viewers.remove(viewer);
            places.release();
        }
    }

    private void stream(Camera camera, Frame first, Viewer viewer, OutputStream out)
            throws IOException, InterruptedException {
        long end = nanos.getAsLong() + STREAM_MAX.toNanos();
        long last = nanos.getAsLong() - intervalNanos;
        Optional<Frame> frame = Optional.of(first);
        while (frame.isPresent() && !closed && nanos.getAsLong() < end) {
            Frame now = frame.get();
            if (nanos.getAsLong() - last >= intervalNanos) {
                last = nanos.getAsLong();
                viewer.write(now, out);
            }
            frame = next(camera, now.number());
        }
    }

    private static Optional<Frame> next(Camera camera, long number) throws InterruptedException {
        Optional<Frame> ready = camera.newest(SILENCE_MAX).filter(frame -> frame.number() > number);
        long seen = Math.max(number, camera.newest().map(Frame::number).orElse(0L));
        return ready.isPresent() ? ready : camera.after(seen, SILENCE_MAX);
    }

    /// Ends all streams. Close it before the web server, which otherwise waits for them. Idempotent.
    @Override
    public void close() {
        closed = true;
        viewers.forEach(Viewer::end);
        watch.shutdown();
    }

    /// One who looks, written to by the request's thread.
    private final class Viewer {
        private final Thread thread = Thread.currentThread();
        private final ReentrantLock lock = new ReentrantLock();

        @GuardedBy("lock")
        private OptionalLong writingSince = OptionalLong.empty();

        void write(Frame frame, OutputStream out) throws IOException {
            writing(OptionalLong.of(nanos.getAsLong()));
            try {
                String head = "--" + BOUNDARY + "\r\nContent-Type: image/jpeg\r\nContent-Length: " + frame.bytes()
                        + "\r\n\r\n";
                out.write(head.getBytes(StandardCharsets.US_ASCII));
                frame.writeTo(out);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } finally {
                writing(OptionalLong.empty());
            }
        }

        private void writing(OptionalLong since) {
            lock.lock();
            try {
                writingSince = since;
            } finally {
                lock.unlock();
            }
        }

        /// On the watching thread; the lock makes sure that nothing but a write is interrupted.
        void look(long now) {
            lock.lock();
            try {
                if (writingSince.isPresent() && now - writingSince.getAsLong() > WRITE_MAX.toNanos()) {
                    thread.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }

        /// At the stop: it may wait for a picture that never comes.
        void end() {
            thread.interrupt();
        }
    }
}
