package dev.fovea.model;

/// What was measured on the photograph, whatever was decided. The figures are taken inside the field of view, on a
/// copy of a fixed size, so that neither the camera's resolution nor the network's input changes them.
///
/// @param width the picture as sent, pixels, upright
/// @param height the picture as sent, pixels, upright
/// @param brightness mean luma, 0 (black) to 1
/// @param burnt the share of places burnt out (green saturated), 0 to 1
/// @param contrast standard deviation of luma, 0 to 0.5
/// @param sharpness fine structure relative to coarse, 0 and up, about 0.4 in a sharp photograph; a veil does not
///     change it
/// @param field the share of the expected round field of view that is in the picture, 0 to 1
/// @param disc the eye in which the optic disc lies on the side where it lies here, when the picture is the right
///     way up and not mirrored; unknown when the disc is not surely seen off the middle
public record Quality(
        int width,
        int height,
        double brightness,
        double burnt,
        double contrast,
        double sharpness,
        double field,
        Laterality disc) {
    /// Whether the disc says that this is the other eye than the one it was handed in as.
    public boolean contradicts(Laterality given) {
        return disc != Laterality.UNKNOWN && given != Laterality.UNKNOWN && disc != given;
    }
}
