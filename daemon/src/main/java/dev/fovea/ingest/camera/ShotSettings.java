package dev.fovea.ingest.camera;

import java.time.Duration;

/// Limits of photographing and watching.
///
/// @param frameAgeMax how old the picture may be that is taken, `camera.frame-age-max`
/// @param frameWaitMax the longest wait for a fresh one, `camera.frame-wait-max`
/// @param previewRateMax pictures a second in a preview, `camera.preview-rate-max`
/// @param viewersMax previews at one time; one more is answered 503, `camera.viewers-max`
/// @param armedMax how long a camera stays armed for a photograph by itself, `camera.armed-max`; at most
///     [#ARMED_LIMIT]
/// @param stillMin how long an eye must hold still for it, `camera.still-min`
public record ShotSettings(
        Duration frameAgeMax,
        Duration frameWaitMax,
        int previewRateMax,
        int viewersMax,
        Duration armedMax,
        Duration stillMin) {
    /// Longer than any patient sits before a camera: the next one would be photographed under the last one's name.
    static final Duration ARMED_LIMIT = Duration.ofMinutes(30);

    public static final ShotSettings DEFAULT = new ShotSettings(
            Duration.ofMillis(500), Duration.ofSeconds(3), 10, 4, Duration.ofMinutes(2), Duration.ofMillis(800));

    public ShotSettings {
        if (frameAgeMax.isNegative() || frameWaitMax.isNegative()) {
            throw new IllegalArgumentException("camera.frame-age-max and camera.frame-wait-max must not be negative,"
                    + " were " + frameAgeMax + " and " + frameWaitMax);
        }
        if (previewRateMax < 1) {
            throw new IllegalArgumentException("camera.preview-rate-max must be at least 1, was " + previewRateMax);
        }
        if (!armedMax.isPositive() || !stillMin.isPositive()) {
            throw new IllegalArgumentException(
                    "camera.armed-max and camera.still-min must be positive, were " + armedMax + " and " + stillMin);
        }
        if (armedMax.compareTo(ARMED_LIMIT) > 0) {
            throw new IllegalArgumentException(
                    "camera.armed-max must be at most " + ARMED_LIMIT.toMinutes() + "min, was " + armedMax);
        }
        if (viewersMax < 1) {
            throw new IllegalArgumentException("camera.viewers-max must be at least 1, was " + viewersMax);
        }
    }
}
