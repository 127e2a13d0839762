package dev.fovea.drawing;

import java.util.Random;

/// Repeatable chance. [Random]'s algorithm is part of its specification, so a drawing outlives a Java version.
final class Dice {
    private final Random random;

    Dice(long seed) {
        random = new Random(seed);
    }

    double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }

    /// 1 or -1.
    int sign() {
        return random.nextBoolean() ? 1 : -1;
    }

    /// Around 0 with standard deviation 1.
    double normal() {
        return random.nextGaussian();
    }
}
