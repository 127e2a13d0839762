package dev.fovea.results;

/// Limits of the results.
///
/// @param replayMax events kept in memory for listeners that come back
/// @param listenersMax listeners at one time
public record ResultsSettings(int replayMax, int listenersMax) {
    public static final ResultsSettings DEFAULT = new ResultsSettings(500, 64);

    public ResultsSettings {
        if (replayMax < 1) {
            throw new IllegalArgumentException("results.replay-max must be at least 1, was " + replayMax);
        }
        if (listenersMax < 1) {
            throw new IllegalArgumentException("results.listeners-max must be at least 1, was " + listenersMax);
        }
    }
}
