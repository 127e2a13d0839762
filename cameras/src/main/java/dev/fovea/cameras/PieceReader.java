package dev.fovea.cameras;

import java.io.IOException;

/// Cuts what a camera sends into pieces. For one thread.
@FunctionalInterface
interface PieceReader {
    /// @throws java.io.EOFException when no more comes
    Piece next() throws IOException;
}
