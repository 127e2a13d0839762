package dev.fovea.model;

/// How unlike a photograph is to those its model learned from.
///
/// @param distance the network's own measure of how unlike its training pictures a picture is, 0 and up
/// @param threshold the distance from which on a photograph counts as unlike, above 0
public record Novelty(double distance, double threshold) {
    public Novelty {
        if (!(distance >= 0 && distance < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("distance must be a finite number of at least 0, was " + distance);
        }
        if (!(threshold > 0)) {
            throw new IllegalArgumentException("threshold must be above 0, was " + threshold);
        }
    }

    /// Out of distribution: the model was never shown such photographs, so its "no sign" means nothing.
    public boolean unlike() {
        return distance >= threshold;
    }
}
