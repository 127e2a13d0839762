package dev.fovea.ingest.camera;

import java.time.Duration;

/// Limits of photographing and watching.
///
/// @param frameAgeMax how old the picture may be that is taken, `camera.frame-age-max`
/// @param frameWaitMax the longest wait for a fresh one, `camera.frame-wait-max`
/// @param previewRateMax pictures a second in a preview, `camera.preview-rate-max`
/// @param viewersMax previews at one time; one more is answered 503, `camera.viewers-max`
public record ShotSettings(Duration frameAgeMax, Duration frameWaitMax, int previewRateMax, int viewersMax) {
    public static final ShotSettings DEFAULT = new ShotSettings(Duration.ofMillis(500), Duration.ofSeconds(3), 10, 4);

    public ShotSettings {
        if (frameAgeMax.isNegative() || frameWaitMax.isNegative()) {
            throw new IllegalArgumentException("camera.frame-age-max and camera.frame-wait-max must not be negative,"
                    + " were " + frameAgeMax + " and " + frameWaitMax);
        }
        if (previewRateMax < 1) {
            throw new IllegalArgumentException("camera.preview-rate-max must be at least 1, was " + previewRateMax);
        }
        if (viewersMax < 1) {
            throw new IllegalArgumentException("camera.viewers-max must be at least 1, was " + viewersMax);
        }
    }
}
