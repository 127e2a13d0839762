package dev.fovea.bench.crash;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When the daemon dies this time. Pure.
///
/// @param from what the time counts from
/// @param after how long after that
record KillPlan(From from, Duration after) {
    static final Duration LIFE_MIN = Duration.ofMillis(50);

    private static final double DURING_START = 0.3;

    enum From {
        /// From the start of the process: it dies while it starts, recovers, or has just begun to work.
        START,
        /// From the moment it is ready: it dies under load.
        READY
    }

    static KillPlan random(RandomGenerator random, Duration lifeMax) {
        From from = random.nextDouble() < DURING_START ? From.START : From.READY;
        return new KillPlan(from, Duration.ofNanos(random.nextLong(LIFE_MIN.toNanos(), lifeMax.toNanos())));
    }
}
