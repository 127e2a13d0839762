package dev.fovea.model;

/// How unlike a photograph is to those its model learned from.
///
/// @param distance the network's own measure, 0 and up: the mean squared Mahalanobis distance, in a whitened subspace
///     of the pooled features, to the nearest class of the training data
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
