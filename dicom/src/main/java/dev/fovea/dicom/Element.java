package dev.fovea.dicom;

/// Where an attribute's value lies.
///
/// @param vr two letters, or empty in an implicit encoding
/// @param at first byte of the value
/// @param length bytes of the value, without what delimits it; [#FRAGMENTS] for compressed pixels
/// @param next first byte behind it
/// @param explicitInside how the items of a sequence are encoded
record Element(int tag, String vr, int at, int length, int next, boolean explicitInside) {
    /// A length that the fragments themselves tell.
    static final int FRAGMENTS = -1;
}
