package dev.fovea.publish.kserve;

import java.time.Duration;

/// Limits of the stateless door.
///
/// @param bodyBytesMax the largest request body, bytes, `kserve.body-bytes-max`
/// @param bytesInFlightMax all bodies being served at one time, bytes; more are answered 503,
///     `kserve.bytes-in-flight-max`
/// @param imagesMax images in one request, `kserve.images-max`
/// @param tensorsMax prepared images of all requests together; more are answered 503, `kserve.tensors-max`
/// @param answerMax the longest a request waits for its answers, `kserve.answer-max`
public record KserveSettings(
        long bodyBytesMax, long bytesInFlightMax, int imagesMax, int tensorsMax, Duration answerMax) {
    /// A body is held in one array.
    private static final long BODY_BYTES_LIMIT = 1L << 30;

    public static final KserveSettings DEFAULT =
            new KserveSettings(24L << 20, 32L << 20, 64, 128, Duration.ofSeconds(30));

    public KserveSettings {
        if (bodyBytesMax < 1 || bodyBytesMax > BODY_BYTES_LIMIT) {
            throw new IllegalArgumentException(
                    "kserve.body-bytes-max must be 1 to " + BODY_BYTES_LIMIT + " bytes, was " + bodyBytesMax);
        }
        if (bytesInFlightMax < bodyBytesMax) {
            throw new IllegalArgumentException("kserve.bytes-in-flight-max must hold one body of " + bodyBytesMax
                    + " bytes, was " + bytesInFlightMax);
        }
        if (imagesMax < 1) {
            throw new IllegalArgumentException("kserve.images-max must be at least 1, was " + imagesMax);
        }
        if (tensorsMax < imagesMax) {
            throw new IllegalArgumentException(
                    "kserve.tensors-max must hold one request of " + imagesMax + " images, was " + tensorsMax);
        }
        if (!answerMax.isPositive()) {
            throw new IllegalArgumentException("kserve.answer-max must be above zero, was " + answerMax);
        }
    }
}
