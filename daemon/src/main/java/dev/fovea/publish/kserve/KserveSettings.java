package dev.fovea.publish.kserve;

import java.time.Duration;

/// Limits of the stateless door.
///
/// @param bodyBytesMax the largest request body, bytes
/// @param bytesInFlightMax all bodies being served at one time, bytes; more are answered 503
/// @param imagesMax images in one request
/// @param tensorsMax prepared images of all requests together; more are answered 503
/// @param answerMax the longest a request waits for its answers
public record KserveSettings(
        long bodyBytesMax, long bytesInFlightMax, int imagesMax, int tensorsMax, Duration answerMax) {
    public static final KserveSettings DEFAULT =
            new KserveSettings(64L << 20, 128L << 20, 64, 128, Duration.ofSeconds(30));

    public KserveSettings {
        if (bodyBytesMax < 1) {
            throw new IllegalArgumentException("kserve.body-bytes-max must be at least 1, was " + bodyBytesMax);
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
