package dev.fovea.bench.crash;

import java.nio.file.Path;
import java.time.Duration;

/// How hard to try.
///
/// @param kills how often the daemon is killed
/// @param seed of every random choice
/// @param eyes different drawn eyes
/// @param eyeSide their size, pixels
/// @param uploaders threads that upload
/// @param perCycleMax new photographs between two kills
/// @param lifeMax the longest the daemon lives before it is killed; the shortest is a twentieth of a second
/// @param folder the daemon's data and log; made, and left behind for a look
/// @param readyMax the longest a start may take
/// @param finishMax the longest wait for the last answers
/// @param tolerance the largest difference of a probability
public record CrashSettings(
        int kills,
        long seed,
        int eyes,
        int eyeSide,
        int uploaders,
        int perCycleMax,
        Duration lifeMax,
        Path folder,
        Duration readyMax,
        Duration finishMax,
        double tolerance) {
    public CrashSettings {
        if (kills < 1 || kills > 100_000) {
            throw new IllegalArgumentException("kills must be 1 to 100000, were " + kills);
        }
        if (lifeMax.compareTo(KillPlan.LIFE_MIN) <= 0) {
            throw new IllegalArgumentException(
                    "the longest life must be above " + KillPlan.LIFE_MIN + ", was " + lifeMax);
        }
        if (eyes < 2 || uploaders < 1 || perCycleMax < 1) {
            throw new IllegalArgumentException(
                    "a crash run needs at least 2 eyes, 1 uploader and 1 photograph a cycle, " + "were " + eyes + ", "
                            + uploaders + " and " + perCycleMax);
        }
    }
}
