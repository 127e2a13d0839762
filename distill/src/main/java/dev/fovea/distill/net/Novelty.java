package dev.fovea.distill.net;

/// How unlike the training pictures a picture is: in what a student sees of it, or in what its camera makes of it,
/// whichever is more. Each is measured in a unit of its own, so that 1 is about as far as pictures of the known
/// cameras go.
///
/// @param features of the student
/// @param featureUnit distance in them that counts as 1
/// @param cameras of the training pictures
/// @param cameraUnit distance from them that counts as 1
public record Novelty(FeatureSpace features, double featureUnit, CameraSpace cameras, double cameraUnit) {
    public Novelty {
        if (!(featureUnit > 0) || !(cameraUnit > 0)) {
            throw new IllegalArgumentException("the units must be above 0, were " + featureUnit + " and " + cameraUnit);
        }
    }

    /// @param pooled features of the picture
    /// @param figures of [CameraSpace#figures]
    public double distance(double[] pooled, double[] figures) {
        return Math.max(features.distance(pooled) / featureUnit, cameras.distance(figures) / cameraUnit);
    }
}
