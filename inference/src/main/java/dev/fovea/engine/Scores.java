package dev.fovea.engine;

/// The network's raw answer to one image.
public final class Scores {
    private final float[] logits;
    private final float[] map;

    /// @param logits one per class; kept, not copied
    /// @param map class-major activation maps; kept, not copied
    public Scores(float[] logits, float[] map) {
        this.logits = logits;
        this.map = map;
    }

    public float[] logits() {
        return logits;
    }

    public float[] map() {
        return map;
    }
}
