package dev.fovea.distill.data;

/// The lit field of another camera: a circle about the middle, perhaps cut above and below, that fills the square.
/// Fields tell cameras apart at a glance, so a network that may see them reads the camera.
///
/// @param zoom that draws the circle out to the square, at least 1
/// @param cut height kept above and below the middle, as a share of half the side; 1 for all
/// @param round whether what is outside the circle goes
record Field(double zoom, double cut, boolean round) {
    /// Nothing is changed.
    static final Field WHOLE = new Field(1, 1, false);

    private static final double CUT_CHANCE = 0.35;
    private static final double CUT_LEAST = 0.72;

    /// @param most of the radius that is cut off, below 1
    static Field drawn(double most, Draws draws) {
        double zoom = 1 / (1 - most * draws.unit());
        double cut = draws.chance(CUT_CHANCE) ? draws.between(CUT_LEAST, 1) : 1;
        return new Field(zoom, cut, true);
    }

    /// Black outside.
    void cut(Canvas canvas) {
        if (!round) {
            return;
        }
        float half = canvas.side / 2f;
        for (int y = 0; y < canvas.side; y++) {
            float down = (y + 0.5f - half) / half;
            // Half the width of the circle in this row, in pixels; none above and below the cut.
            float reach = Math.abs(down) > cut ? -1 : half * (float) Math.sqrt(Math.max(0, 1 - down * down));
            for (int x = 0; x < canvas.side; x++) {
                if (Math.abs(x + 0.5f - half) > reach) {
                    for (int channel = 0; channel < Canvas.CHANNELS; channel++) {
                        canvas.planes[channel * canvas.plane() + y * canvas.side + x] = 0;
                    }
                }
            }
        }
    }
}
