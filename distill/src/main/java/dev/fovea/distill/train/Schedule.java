package dev.fovea.distill.train;

/// The learning rate of each step: a straight rise, then half a cosine down to a hundredth of the peak. Pure.
///
/// @param peak the highest rate
/// @param warmup steps of the rise
/// @param steps in all
record Schedule(double peak, long warmup, long steps) {
    private static final double FLOOR = 0.01;

    Schedule {
        if (!(peak > 0) || warmup < 0 || steps < 1) {
            throw new IllegalArgumentException(
                    "a schedule needs a peak above 0 and steps, had " + peak + ", " + warmup + " of " + steps);
        }
    }

    /// @param step from 0
    double at(long step) {
        if (step < warmup) {
            return peak * (step + 1) / warmup;
        }
        double gone = Math.min(1, (step - warmup) / (double) Math.max(1, steps - warmup));
        return peak * (FLOOR + (1 - FLOOR) * 0.5 * (1 + Math.cos(Math.PI * gone)));
    }
}
