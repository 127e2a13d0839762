package dev.fovea.cameras;

import java.time.Duration;

/// When a camera is given up and tried again.
///
/// @param silenceMax without a whole picture, `camera.silence-max`
/// @param graceMax for a connection to end politely, before it is ended by force, `camera.grace-max`
/// @param pauseMin before the second attempt, doubled for each one that brings no picture, `camera.pause-min`
/// @param pauseMax the longest such pause, `camera.pause-max`
/// @param startsMax connections within a minute, `camera.starts-max`
public record WatchdogSettings(
        Duration silenceMax, Duration graceMax, Duration pauseMin, Duration pauseMax, int startsMax) {
    public static final WatchdogSettings DEFAULT = new WatchdogSettings(
            Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(30), 5);

    public WatchdogSettings {
        positive("camera.silence-max", silenceMax);
        positive("camera.grace-max", graceMax);
        positive("camera.pause-min", pauseMin);
        if (pauseMax.compareTo(pauseMin) < 0) {
            throw new IllegalArgumentException(
                    "camera.pause-max must be at least camera.pause-min " + pauseMin + ", was " + pauseMax);
        }
        if (startsMax < 1) {
            throw new IllegalArgumentException("camera.starts-max must be at least 1, was " + startsMax);
        }
    }

    private static void positive(String name, Duration duration) {
        if (!duration.isPositive()) {
            throw new IllegalArgumentException(name + " must be positive, was " + duration);
        }
    }
}
