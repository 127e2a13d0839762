package dev.fovea.publish.paper;

/// A picture as it goes into the file.
///
/// @param jpeg a baseline or progressive JPEG of three components; not copied, nobody may change it
/// @param width in pixels
/// @param height in pixels
@SuppressWarnings("ArrayRecordComponent") // Handed on, never compared.
public record Picture(byte[] jpeg, int width, int height) {
    private static final int COMPONENTS = 3;

    public Picture {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a picture must have pixels, was " + width + "x" + height);
        }
    }

    /// Reads the size from the file's frame header (ITU-T T.81, B.2.2).
    ///
    /// @throws IllegalArgumentException when that is no such JPEG
    public static Picture of(byte[] jpeg) {
        int at = 2;
        while (at + 9 < jpeg.length && u8(jpeg, at) == 0xff) {
            int marker = u8(jpeg, at + 1);
            boolean frame = marker >= 0xc0 && marker <= 0xc2;
            if (frame && u8(jpeg, at + 9) == COMPONENTS) {
                return new Picture(jpeg, u16(jpeg, at + 7), u16(jpeg, at + 5));
            }
            at += 2 + u16(jpeg, at + 2);
        }
        throw new IllegalArgumentException("the " + jpeg.length + " bytes are not a JPEG in colour");
    }

    private static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    private static int u16(byte[] bytes, int at) {
        return u8(bytes, at) << 8 | u8(bytes, at + 1);
    }
}
