package dev.fovea.ingest.camera;

/// How bright a live picture is, place by place, seen small.
public final class Glance {
    private final float[] luma;

    /// @param luma 0 to 1; from here on nobody writes to it
    public Glance(float[] luma) {
        this.luma = luma;
    }

    /// The mean difference of brightness, 0 to 1; 1 for pictures that cannot be compared.
    double change(Glance before) {
        if (before.luma.length != luma.length || luma.length == 0) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < luma.length; i++) {
            sum += Math.abs(luma[i] - before.luma[i]);
        }
        return sum / luma.length;
    }
}
