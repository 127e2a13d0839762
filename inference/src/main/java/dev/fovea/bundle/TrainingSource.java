package dev.fovea.bundle;

/// Whose pictures the network learned from.
///
/// @param name of the data set or weights, with what its licence wants said
/// @param licence as its owner names it
public record TrainingSource(String name, String licence) {}
