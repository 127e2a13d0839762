package dev.fovea.bundle;

import dev.fovea.model.Band;
import java.util.Optional;

/// One class of a model, as its manifest describes it.
///
/// @param name the key used in files and interfaces
/// @param label the words a person sees
/// @param finding whether it is a sign of disease
/// @param threshold the operating point: the probability from which on it counts, 0 to 1
/// @param thresholdBasis how that point was chosen, one sentence
/// @param band around that point, where the model is not sure; only of a finding
public record ModelClass(
        String name, String label, boolean finding, double threshold, String thresholdBasis, Optional<Band> band) {}
