package dev.fovea.cameras;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/// All cameras of the box, and the one thread that sees that they go on. Thread-safe.
public final class CameraSet implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);

    private final Map<String, Camera> cameras = new LinkedHashMap<>();
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("camera-watch").factory());

    private CameraSet() {}

    /// Connects to all of them, and waits for none.
    ///
    /// @param bytesMax the largest picture
    public static CameraSet start(
            List<CameraSettings> settings, WatchdogSettings watchdog, int bytesMax, LongSupplier nanos) {
        CameraSet set = new CameraSet();
        for (CameraSettings camera : settings) {
            FrameSource source = FrameSource.of(camera.source(), bytesMax);
            set.cameras.put(camera.name(), Camera.start(camera.name(), source, watchdog, nanos));
        }
        if (!set.cameras.isEmpty()) {
            long every = LOOK_EVERY.toMillis();
            var _ = set.watch.scheduleWithFixedDelay(set::look, every, every, TimeUnit.MILLISECONDS);
        }
        return set;
    }

    private void look() {
        cameras.values().forEach(Camera::look);
    }

    /// In the order of the settings.
    public Collection<Camera> all() {
        return List.copyOf(cameras.values());
    }

    public List<CameraStatus> statuses() {
        return cameras.values().stream().map(Camera::status).toList();
    }

    public Optional<Camera> named(String name) {
        return Optional.ofNullable(cameras.get(name));
    }

    /// Ends them all, at the same time. Idempotent.
    @Override
    public void close() {
        watch.shutdownNow();
        try (var closers = Executors.newVirtualThreadPerTaskExecutor()) {
            cameras.values().forEach(camera -> closers.execute(camera::close));
        }
    }
}
