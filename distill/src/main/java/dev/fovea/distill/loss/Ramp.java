package dev.fovea.distill.loss;

/// A weight that grows over the epochs: min(max(e - start, 0) / length, top).
///
/// @param start the last epoch with weight 0
/// @param length in epochs, to a weight of 1 if `top` were not lower
/// @param top never above this
public record Ramp(double start, double length, double top) {
    /// Of the official code of Liu et al. (methods.md A3), for its 120 epochs.
    public static final Ramp PUBLISHED = new Ramp(25, 50, 0.2);

    public Ramp {
        if (!(start >= 0) || !(length > 0) || !(top >= 0)) {
            throw new IllegalArgumentException("a ramp needs a start and top of at least 0 and a length above 0, had "
                    + start + ", " + top + " and " + length);
        }
    }

    /// The published one squeezed into a course of this many epochs.
    public static Ramp over(int epochs) {
        return new Ramp(25.0 * epochs / 120, 50.0 * epochs / 120, 0.2);
    }

    public double at(double epoch) {
        return Math.min(Math.max(epoch - start, 0) / length, top);
    }
}
