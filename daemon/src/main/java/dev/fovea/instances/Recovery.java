package dev.fovea.instances;

import java.time.Duration;

/// What is done about engines that fail or hang.
///
/// @param batchTimeMax a batch that runs longer hangs: its thread is given up and replaced
/// @param openTimeMax the same for opening an engine with its first self-test, and for closing one
/// @param attemptsMax failures alone, each on an engine that had just proved itself, after which an image is poison
/// @param abandonedMax threads given up that have not returned; with more the group is down and the process should be
///     restarted
/// @param reopensMax failures in a row to open an engine after which the group is down, while none works
/// @param backoffMin the pause after the first failure to open; doubles with each further one. An engine that opens,
/// but
///     was rebuilt more than three times within a minute, pauses likewise
/// @param backoffMax the longest such pause. Attempts go on at this pace for as long as the group lives
public record Recovery(
        Duration batchTimeMax,
        Duration openTimeMax,
        int attemptsMax,
        int abandonedMax,
        int reopensMax,
        Duration backoffMin,
        Duration backoffMax) {
    /// A batch takes milliseconds on a clinic box and a model opens in under a second: 5 s and 60 s are hangs.
    public static final Recovery DEFAULT = new Recovery(
            Duration.ofSeconds(5), Duration.ofSeconds(60), 2, 4, 3, Duration.ofMillis(200), Duration.ofSeconds(30));

    public Recovery {
        positive("batch-time-max", batchTimeMax);
        positive("open-time-max", openTimeMax);
        atLeastOne("attempts-max", attemptsMax);
        if (abandonedMax < 0) {
            throw new IllegalArgumentException("recovery.abandoned-max must not be negative, was " + abandonedMax);
        }
        atLeastOne("reopens-max", reopensMax);
        positive("backoff-min", backoffMin);
        if (backoffMax.compareTo(backoffMin) < 0) {
            throw new IllegalArgumentException(
                    "recovery.backoff-max must be at least " + backoffMin + ", was " + backoffMax);
        }
    }

    /// The pause after `failures` in a row, at least 1.
    Duration backoff(int failures) {
        assert failures >= 1 : failures;
        Duration pause = backoffMin;
        for (int i = 1; i < failures && pause.compareTo(backoffMax) < 0; i++) {
            pause = pause.multipliedBy(2);
        }
        return pause.compareTo(backoffMax) < 0 ? pause : backoffMax;
    }

    private static void positive(String key, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("recovery." + key + " must be positive, was " + value);
        }
    }

    private static void atLeastOne(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException("recovery." + key + " must be at least 1, was " + value);
        }
    }
}
