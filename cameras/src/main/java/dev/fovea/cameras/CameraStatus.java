package dev.fovea.cameras;

import java.time.Duration;
import java.util.Optional;

/// A camera as it is now.
///
/// @param trouble why it is not live, a sentence
/// @param size of the newest picture
/// @param age of the newest picture
/// @param tally what has been counted since the start
public record CameraStatus(
        String name,
        CameraState state,
        Optional<String> trouble,
        Optional<PictureSize> size,
        Optional<Duration> age,
        Tally tally) {

    /// Counts since the start.
    ///
    /// @param frames whole pictures
    /// @param broken pieces that were no whole picture
    /// @param restarts connections after the first
    /// @param stalls connections that were ended because no whole picture came
    public record Tally(long frames, long broken, long restarts, long stalls) {}
}
