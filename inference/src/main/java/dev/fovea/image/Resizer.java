package dev.fovea.image;

/// One filter of [InputSpec.Resize].
interface Resizer {
    /// Resizes the canvas of `framing` to `width` times `height`.
    ///
    /// @param planes receives three planes, red, green, blue, row by row, each value 0 to 255
    void resize(Pixels source, Framing framing, int width, int height, float[] planes);
}
