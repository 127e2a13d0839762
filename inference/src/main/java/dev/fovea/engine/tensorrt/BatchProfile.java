package dev.fovea.engine.tensorrt;

/// A range of batch sizes that an engine has kernels for, and the one they were chosen by.
public record BatchProfile(int min, int best, int max) {
    public BatchProfile {
        if (min < 1 || best < min || max < best) {
            throw new IllegalArgumentException(
                    "a profile must be 1 <= min <= best <= max, was " + min + ", " + best + ", " + max);
        }
    }

    boolean holds(int batch) {
        return batch >= min && batch <= max;
    }

    @Override
    public String toString() {
        return min + "-" + best + "-" + max;
    }
}
