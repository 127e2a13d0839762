package dev.fovea.cameras;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// A whole picture as the camera sent it. Immutable: its bytes are only lent to be read.
public final class Frame {
    private final byte[] jpeg;
    private final PictureSize size;
    private final long number;
    private final long at;

    /// @param number counts from 1, over all connections of a camera
    /// @param at when its last byte was there, on the camera's clock, nanoseconds
    Frame(Piece.Whole picture, long number, long at) {
        this.jpeg = picture.jpeg();
        this.size = picture.size();
        this.number = number;
        this.at = at;
    }

    public PictureSize size() {
        return size;
    }

    public long number() {
        return number;
    }

    /// On the clock that the cameras were given, nanoseconds.
    public long at() {
        return at;
    }

    public int bytes() {
        return jpeg.length;
    }

    /// To be read, from its beginning.
    public InputStream read() {
        return new ByteArrayInputStream(jpeg);
    }

    public void writeTo(OutputStream out) throws IOException {
        out.write(jpeg);
    }
}
