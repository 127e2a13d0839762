package dev.fovea.publish.paper;

/// Something at its place on a sheet. Places are points from the left and from the top.
sealed interface Mark {
    /// A line of letters; `y` is their foot.
    record Letters(float x, float y, Fonts.Measured written, Style style) implements Mark {}

    record Image(float x, float y, float width, float height, Picture picture) implements Mark {}

    record Bar(float x, float y, float width, float height, Style.Ink ink) implements Mark {}
}
