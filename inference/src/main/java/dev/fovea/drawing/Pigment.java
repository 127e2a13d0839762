package dev.fovea.drawing;

/// A person's retina colour at the brightest place, 0 to 255.
record Pigment(double red, double green, double blue) {

    /// From pale orange to dark reddish brown.
    static Pigment of(Dice dice) {
        double depth = dice.between(0, 1);
        double warmth = dice.between(-1, 1);
        return new Pigment(226 - 40 * depth, 118 - 34 * depth + 7 * warmth, 62 - 24 * depth - 7 * warmth);
    }
}
