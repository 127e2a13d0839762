package dev.fovea.image;

/// The lit disc of a fundus photograph: what to cut, and how much of the disc is there.
///
/// @param framing the crop, padded to a square; the whole picture when nothing is lit
/// @param round how well the edge of what is lit follows one circle, 0 to 1
/// @param share how much of that circle's area is lit and in the picture, 0 to 1
/// @param spill the share of the picture outside the circle that is lit, 0 to 1
record FieldOfView(Framing framing, double round, double share, double spill) {

    /// For pictures that have no such disc: all of it is field.
    static FieldOfView whole(Pixels pixels) {
        return new FieldOfView(Framing.whole(pixels), 0, 1, 0);
    }
}
