package dev.fovea.bundle;

/// A golden input as the manifest names it.
///
/// @param name for messages
/// @param image the picture's file in the bundle
/// @param expected the file with the right answer, JSON: `{"logits": [...], "map": [...]}`, and `"distance"`, a
///     number, exactly when the network tells one
record GoldenFile(String name, String image, String expected) {}
