package dev.fovea.camera;

import dev.fovea.model.Outcome.Findings;
import java.util.Optional;

/// One picture of which the truth is known, and the model's answer.
///
/// @param truth the class it is of
/// @param answer empty when it could not be graded
public record Reading(String truth, Optional<Findings> answer) {}
