package dev.fovea.bundle;

/// A picture with its known answer, as the bundle carries it. The arrays are the record's own: do not write to them.
///
/// @param name for messages
/// @param file the encoded picture
/// @param logits the right answer
/// @param map the right activation map, class-major
/// @param tolerance how far a logit may be off, absolute
@SuppressWarnings("ArrayRecordComponent") // Compared by nobody; the bytes go straight into a decoder.
public record GoldenImage(String name, byte[] file, float[] logits, float[] map, float tolerance) {}
