package dev.fovea.image;

/// Which part of a picture the network sees: a rectangle of it, laid centred on a black canvas that is then resized.
/// The canvas is never made; the resizers know that what lies outside the rectangle is black. All in pixels of the
/// decoded picture.
record Framing(int x, int y, int width, int height, int canvasWidth, int canvasHeight) {
    Framing {
        if (width < 1 || height < 1 || canvasWidth < width || canvasHeight < height) {
            throw new IllegalArgumentException("a canvas of " + canvasWidth + "x" + canvasHeight
                    + " does not hold a crop of " + width + "x" + height);
        }
    }

    /// The picture as it is.
    static Framing whole(Pixels pixels) {
        return new Framing(0, 0, pixels.width(), pixels.height(), pixels.width(), pixels.height());
    }

    /// The rectangle, padded to a square.
    static Framing square(int x, int y, int width, int height) {
        int side = Math.max(width, height);
        return new Framing(x, y, width, height, side, side);
    }

    /// Canvas columns left of the rectangle.
    int left() {
        return (canvasWidth - width) / 2;
    }

    /// Canvas rows above the rectangle.
    int top() {
        return (canvasHeight - height) / 2;
    }
}
