package dev.fovea.dicom;

import java.util.Optional;

/// The form of the pixels (PS3.3 C.7.6.3), checked: a value of this type can be decoded as far as its header tells.
///
/// @param bytes of one sample as it is stored, 1 or 2
/// @param stored bits of a sample that count
/// @param shift how far these stand above the lowest bit
/// @param planar whether all red comes first, then all green, then all blue
record PixelForm(
        int rows,
        int columns,
        Photometric photometric,
        int bytes,
        int stored,
        int shift,
        boolean signed,
        boolean planar,
        int frames) {
    private static final int FRAMES_MAX = 100_000;

    /// So that every count of samples is an int; the image stage's own limit is far below.
    private static final int PIXELS_MAX = 250_000_000;

    static PixelForm read(DataSet set) throws DicomException {
        int rows = required(set, Tag.ROWS, "Rows", 1, 65_535);
        int columns = required(set, Tag.COLUMNS, "Columns", 1, 65_535);
        if ((long) rows * columns > PIXELS_MAX) {
            throw new DicomException(
                    "the picture is " + columns + "x" + rows + ", more than " + PIXELS_MAX + " pixels");
        }
        String text = set.text(Tag.PHOTOMETRIC).orElse("");
        Photometric photometric = Photometric.of(text)
                .orElseThrow(() -> new DicomException(
                        "Photometric Interpretation \"" + DataSet.printable(text) + "\" is not decoded"));
        int samples = required(set, Tag.SAMPLES, "Samples per Pixel", 1, 4);
        if (samples != photometric.samples()) {
            throw new DicomException(
                    "Samples per Pixel must be " + photometric.samples() + " with " + text + ", was " + samples);
        }
        int allocated = required(set, Tag.BITS_ALLOCATED, "Bits Allocated", 1, 64);
        if (allocated != 8 && allocated != 16) {
            throw new DicomException("Bits Allocated must be 8 or 16, was " + allocated);
        }
        int stored = required(set, Tag.BITS_STORED, "Bits Stored", 1, allocated);
        int highBit = set.unsigned(Tag.HIGH_BIT, 0).orElse(stored - 1);
        if (highBit < stored - 1 || highBit >= allocated) {
            throw new DicomException(
                    "High Bit must be " + (stored - 1) + " to " + (allocated - 1) + ", was " + highBit);
        }
        int representation = set.unsigned(Tag.PIXEL_REPRESENTATION, 0).orElse(0);
        int frames = set.digits(Tag.FRAMES).orElse(1);
        if (representation > 1 || frames < 1 || frames > FRAMES_MAX) {
            throw new DicomException("Pixel Representation must be 0 or 1, was " + representation
                    + ", and Number of Frames 1 to " + FRAMES_MAX + ", was " + frames);
        }
        boolean planar = samples > 1 && set.unsigned(Tag.PLANAR, 0).orElse(0) == 1;
        return new PixelForm(
                rows,
                columns,
                photometric,
                allocated / 8,
                stored,
                highBit + 1 - stored,
                representation == 1,
                planar,
                frames);
    }

    private static int required(DataSet set, int tag, String name, int min, int max) throws DicomException {
        Optional<Integer> value = set.unsigned(tag, 0);
        if (value.isEmpty() || value.get() < min || value.get() > max) {
            throw new DicomException(name + " " + Tag.text(tag) + " must be " + min + " to " + max + ", was "
                    + value.map(String::valueOf).orElse("absent"));
        }
        return value.get();
    }

    int samples() {
        return photometric.samples();
    }

    int pixels() {
        return rows * columns;
    }

    /// Bytes of one frame of native pixels.
    long frameBytes() {
        return photometric == Photometric.YBR_FULL_422
                ? 2L * rows * columns * bytes
                : (long) rows * columns * samples() * bytes;
    }

    /// The number that a stored sample means, from its raw bits.
    int value(int raw) {
        int masked = (raw >>> shift) & ((1 << stored) - 1);
        return signed && ((masked >>> (stored - 1)) & 1) == 1 ? masked - (1 << stored) : masked;
    }

    /// The same as a brightness from 0 to 255: the highest eight of the stored bits, as for the other formats.
    int brightness(int raw) {
        int masked = (raw >>> shift) & ((1 << stored) - 1);
        int lifted = signed ? masked ^ (1 << (stored - 1)) : masked;
        return stored >= 8 ? lifted >>> (stored - 8) : lifted * 255 / ((1 << stored) - 1);
    }
}
