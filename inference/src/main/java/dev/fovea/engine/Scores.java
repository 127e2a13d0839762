package dev.fovea.engine;

import java.util.OptionalDouble;

/// The network's raw answer to one image.
public final class Scores {
    /// No distance is below 0, so this one is none.
    private static final float NO_DISTANCE = -1;

    private final float[] logits;
    private final float[] map;
    private final float distance;

    /// The answer of a network that tells no distance.
    ///
    /// @param logits one per class; kept, not copied
    /// @param map class-major activation maps; kept, not copied
    public Scores(float[] logits, float[] map) {
        this.logits = logits;
        this.map = map;
        distance = NO_DISTANCE;
    }

    /// @param logits one per class; kept, not copied
    /// @param map class-major activation maps; kept, not copied
    /// @param distance how unlike the image is to the training data; finite, 0 and up
    public Scores(float[] logits, float[] map, float distance) {
        if (!(distance >= 0 && distance < Float.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("distance must be a finite number of at least 0, was " + distance);
        }
        this.logits = logits;
        this.map = map;
        this.distance = distance;
    }

    public float[] logits() {
        return logits;
    }

    public float[] map() {
        return map;
    }

    /// Empty when the network tells none.
    public OptionalDouble distance() {
        return distance == NO_DISTANCE ? OptionalDouble.empty() : OptionalDouble.of(distance);
    }
}
