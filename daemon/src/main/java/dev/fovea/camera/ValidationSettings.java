package dev.fovea.camera;

/// When a camera counts as tried out.
///
/// @param imagesMin graded pictures that each class must have, `validation.images-min`
public record ValidationSettings(int imagesMin) {
    public ValidationSettings {
        if (imagesMin < 1) {
            throw new IllegalArgumentException("validation.images-min must be at least 1, was " + imagesMin);
        }
    }
}
