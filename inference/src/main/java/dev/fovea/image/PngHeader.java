package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.util.Optional;

/// The first chunks of a PNG (ISO/IEC 15948, clause 11).
final class PngHeader {
    /// Chunks looked at before the pixels begin.
    private static final int CHUNKS_MAX = 1_000;

    private static final int FIRST_CHUNK = 8;
    private static final int IHDR = 0x49484452;
    private static final int IDAT = 0x49444154;
    private static final int EXIF = 0x65584966;

    private PngHeader() {}

    static Optional<ImageHeader> read(Octets file) {
        long width = file.u32(FIRST_CHUNK + 8, true);
        long height = file.u32(FIRST_CHUNK + 12, true);
        int depth = file.u8(FIRST_CHUNK + 16);
        int colour = file.u8(FIRST_CHUNK + 17);
        boolean header = file.u32(FIRST_CHUNK, true) == 13 && file.u32(FIRST_CHUNK + 4, true) == IHDR;
        if (!header || !size(width) || !size(height) || !depthFits(depth, colour)) {
            return Optional.empty();
        }
        return Optional.of(new ImageHeader(MediaType.PNG, (int) width, (int) height, orientation(file)));
    }

    private static boolean size(long side) {
        return side > 0 && side <= Integer.MAX_VALUE;
    }

    private static boolean depthFits(int depth, int colour) {
        return switch (colour) {
            case 0 -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
            case 3 -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
            case 2, 4, 6 -> depth == 8 || depth == 16;
            default -> false;
        };
    }

    private static int orientation(Octets file) {
        long at = FIRST_CHUNK;
        for (int chunk = 0; chunk < CHUNKS_MAX; chunk++) {
            long length = file.u32(at, true);
            long name = file.u32(at + 4, true);
            if (length < 0 || name < 0 || name == IDAT) {
                return 1;
            }
            if (name == EXIF) {
                return TiffHeader.orientation(file.part(at + 8, length));
            }
            at += 12 + length;
        }
        return 1;
    }
}
