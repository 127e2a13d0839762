package dev.fovea.bundle;

/// From which distance on a photograph is unlike those the model learned from.
///
/// @param threshold the distance from which on it counts, above 0
/// @param basis how that point was chosen, one sentence
public record OutOfDistribution(double threshold, String basis) {}
