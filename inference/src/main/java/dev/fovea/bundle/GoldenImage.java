package dev.fovea.bundle;

import dev.fovea.engine.Scores;

/// A picture with its known answer, as the bundle carries it. What it holds is its own: do not write to it.
///
/// @param name for messages
/// @param file the encoded picture
/// @param answer the right one
/// @param tolerance how far a logit may be off, absolute
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; the bytes go straight into a decoder.
public record GoldenImage(String name, byte[] file, Scores answer, float tolerance) {}
