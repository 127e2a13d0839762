package dev.fovea.bundle;

/// One form of the network in a bundle; all forms answer the same question.
///
/// @param file its name in the bundle
/// @param precision `fp32`, `fp16` or `int8`
/// @param tolerance how far a golden logit may be off, absolute
/// @param identityTolerance how far mean(map) + bias may be from the logit in any answer, absolute
public record NetworkFile(String file, String precision, double tolerance, double identityTolerance) {}
