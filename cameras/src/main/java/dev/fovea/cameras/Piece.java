package dev.fovea.cameras;

/// What came from a camera.
sealed interface Piece {
    /// One whole JPEG. A class, because a record compares arrays by identity.
    final class Whole implements Piece {
        private final byte[] jpeg;
        private final PictureSize size;

        /// @param jpeg from here on nobody writes to it
        Whole(byte[] jpeg, PictureSize size) {
            this.jpeg = jpeg;
            this.size = size;
        }

        byte[] jpeg() {
            return jpeg;
        }

        PictureSize size() {
            return size;
        }
    }

    /// Something else: it is counted and goes no further.
    record Broken(String reason) implements Piece {}
}
