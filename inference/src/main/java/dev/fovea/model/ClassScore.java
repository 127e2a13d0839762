package dev.fovea.model;

/// One class of the model's answer.
///
/// @param name the class as the bundle names it
/// @param finding whether it is a sign of disease
/// @param probability calibrated, 0 to 1: softmax of logits divided by the bundle's temperature
/// @param threshold the operating point used, 0 to 1
public record ClassScore(String name, boolean finding, double probability, double threshold) {
    /// A finding at or above its operating point.
    public boolean positive() {
        return finding && probability >= threshold;
    }
}
