package dev.fovea.ingest.upload;

import java.time.Duration;

/// Limits of the upload door.
///
/// @param bytesMax the largest photograph, bytes
/// @param waitMax the longest `?wait=` granted
/// @param uploadsMax bodies being received at one time; one more is answered 503
/// @param waitersMax requests waiting for their answer at one time; one more is answered at once, as without `?wait=`
public record UploadSettings(long bytesMax, Duration waitMax, int uploadsMax, int waitersMax) {
    public static final UploadSettings DEFAULT = new UploadSettings(64L << 20, Duration.ofSeconds(30), 64, 128);

    public UploadSettings {
        if (bytesMax < 1) {
            throw new IllegalArgumentException("upload.bytes-max must be at least 1, was " + bytesMax);
        }
        if (waitMax.isNegative()) {
            throw new IllegalArgumentException("upload.wait-max must not be negative, was " + waitMax);
        }
        if (uploadsMax < 1) {
            throw new IllegalArgumentException("upload.uploads-max must be at least 1, was " + uploadsMax);
        }
        if (waitersMax < 1) {
            throw new IllegalArgumentException("upload.waiters-max must be at least 1, was " + waitersMax);
        }
    }
}
