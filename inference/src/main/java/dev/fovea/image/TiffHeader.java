package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.util.Optional;

/// The first directory of a TIFF (Adobe, revision 6.0), which is also how EXIF is laid out inside JPEG and PNG.
final class TiffHeader {
    /// Entries in a directory; a camera writes about 40. One with more is refused: the decoder would read on where
    /// we stopped, and find other sizes.
    private static final int ENTRIES_MAX = 1_000;

    /// A tile may be larger than the picture it pads, up to this side in pixels.
    private static final long TILE_SIDE_MIN = 1_024;

    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int ORIENTATION = 274;
    private static final int SAMPLES = 277;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int SAMPLE_FORMAT = 339;

    private final Octets file;
    private final boolean bigEndian;
    private final long directory;
    private final int entries;

    private TiffHeader(Octets file, boolean bigEndian, long directory) {
        this.file = file;
        this.bigEndian = bigEndian;
        this.directory = directory;
        this.entries = file.u16(directory, bigEndian);
    }

    static Optional<ImageHeader> read(Octets file) {
        return open(file).flatMap(TiffHeader::image);
    }

    /// The EXIF orientation of a block that begins like a TIFF; 1 when there is none.
    static int orientation(Octets exif) {
        return open(exif).map(TiffHeader::orientation).orElse(1);
    }

    private static Optional<TiffHeader> open(Octets file) {
        boolean bigEndian = file.matches(0, 'M', 'M', 0, 42);
        if (!bigEndian && !file.matches(0, 'I', 'I', 42, 0)) {
            return Optional.empty();
        }
        return Optional.of(new TiffHeader(file, bigEndian, file.u32(4, bigEndian)))
                .filter(header -> header.entries <= ENTRIES_MAX);
    }

    private Optional<ImageHeader> image() {
        long width = number(WIDTH, 0);
        long height = number(HEIGHT, 0);
        long samples = number(SAMPLES, 1);
        long bits = number(BITS, 1);
        boolean known = (samples == 1 || samples == 3 || samples == 4)
                && (bits == 8 || bits == 16)
                && number(SAMPLE_FORMAT, 1) == 1;
        boolean sized = width > 0 && height > 0 && width <= Integer.MAX_VALUE && height <= Integer.MAX_VALUE;
        // The decoder allocates whole tiles, so a small picture must not name a huge one.
        boolean tiled = tileFits(number(TILE_WIDTH, 0), width) && tileFits(number(TILE_HEIGHT, 0), height);
        return known && sized && tiled
                ? Optional.of(new ImageHeader(MediaType.TIFF, (int) width, (int) height, orientation()))
                : Optional.empty();
    }

    private static boolean tileFits(long tile, long side) {
        return tile >= 0 && tile <= Math.max(TILE_SIDE_MIN, side + 16);
    }

    private int orientation() {
        long value = number(ORIENTATION, 1);
        return value >= 1 && value <= 8 ? (int) value : 1;
    }

    /// The first value of a tag of unsigned whole numbers; `absent` without the tag, -1 when it is broken.
    private long number(int tag, long absent) {
        for (int i = 0; i < entries; i++) {
            long at = directory + 2 + 12L * i;
            if (file.u16(at, bigEndian) == tag) {
                return value(file.u16(at + 2, bigEndian), file.u32(at + 4, bigEndian), at + 8);
            }
        }
        return absent;
    }

    private long value(int type, long count, long at) {
        int size = type == 3 ? 2 : type == 4 ? 4 : 0;
        if (size == 0 || count < 1) {
            return -1;
        }
        // Values of more than four bytes in all stand elsewhere, and the entry says where.
        long where = size * count <= 4 ? at : file.u32(at, bigEndian);
        return size == 2 ? file.u16(where, bigEndian) : file.u32(where, bigEndian);
    }
}
