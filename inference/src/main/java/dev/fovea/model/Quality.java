package dev.fovea.model;

/// What was measured on the photograph, whatever was decided. All figures are taken inside the field of view
/// on the copy the network sees.
///
/// @param width the picture as sent, pixels, upright
/// @param height the picture as sent, pixels, upright
/// @param brightness mean luma, 0 (black) to 1
/// @param burnt the share of saturated pixels, 0 to 1
/// @param contrast standard deviation of luma, 0 to 0.5
/// @param sharpness edge energy relative to contrast, 0 and up; its scale is explained where it is computed
/// @param field the share of the expected round field of view that is in the picture, 0 to 1
public record Quality(
        int width, int height, double brightness, double burnt, double contrast, double sharpness, double field) {}
