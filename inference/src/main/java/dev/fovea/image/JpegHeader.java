package dev.fovea.image;

import dev.fovea.model.MediaType;
import java.util.Optional;

/// The markers of a JPEG up to its first scan (ITU-T T.81, annex B).
///
/// @param severalScans the picture's coefficients come in more than one pass, as in progressive files
/// @param scan where the first scan's marker stands
record JpegHeader(ImageHeader image, boolean severalScans, int scan) {
    /// More passes than any camera or editor writes (about 10). Each pass costs the decoder a walk over the whole
    /// picture, so a small file could otherwise keep it busy for minutes.
    static final int SCANS_MAX = 32;

    /// Segments looked at before the first scan.
    private static final int SEGMENTS_MAX = 1_000;

    private static final int START_OF_SCAN = 0xda;
    /// RST0 to RST7, SOI and EOI: markers without a length. libjpeg passes over them where we would read a length,
    /// and so would find another frame than we did; before a scan no camera writes one.
    private static final int LENGTHLESS_FIRST = 0xd0;

    private static final int LENGTHLESS_LAST = 0xd9;
    private static final int APP1 = 0xe1;

    static Optional<JpegHeader> read(Octets file) {
        Optional<Frame> frame = Optional.empty();
        int orientation = 1;
        long at = 2;
        for (int segment = 0; segment < SEGMENTS_MAX; segment++) {
            if (file.u8(at) != 0xff) {
                return Optional.empty();
            }
            int marker = file.u8(at + 1);
            if (marker == 0xff) {
                // A fill byte: any number may stand before a marker, and each counts as a segment here.
                at += 1;
                continue;
            }
            int length = file.u16(at + 2, true);
            if (length < 2 || marker < 0xc0 || (marker >= LENGTHLESS_FIRST && marker <= LENGTHLESS_LAST)) {
                return Optional.empty();
            }
            if (marker == START_OF_SCAN) {
                int components = file.u8(at + 4);
                int scan = (int) at;
                int upright = orientation;
                return frame.map(found -> found.header(upright, components, scan));
            }
            if (frameMarker(marker)) {
                Optional<Frame> another = frame;
                frame = Frame.read(file, at, marker);
                if (another.isPresent() || frame.isEmpty()) {
                    return Optional.empty();
                }
            } else if (marker == APP1 && file.matches(at + 4, 'E', 'x', 'i', 'f', 0, 0)) {
                orientation = TiffHeader.orientation(file.part(at + 10, length - 8));
            }
            at += 2 + length;
        }
        return Optional.empty();
    }

    /// All start-of-frame markers share a range with three others.
    private static boolean frameMarker(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    /// Whether there are more passes over the picture than [#SCANS_MAX]. Reads the whole file if it has several.
    boolean tooManyScans(Octets file) {
        if (!severalScans) {
            return false;
        }
        int scans = 0;
        for (int at = scan; at < file.size() - 1; at++) {
            if (file.u8(at) == 0xff && file.u8(at + 1) == START_OF_SCAN && ++scans > SCANS_MAX) {
                return true;
            }
        }
        return false;
    }

    /// The start of frame: sizes and kind of coding.
    private record Frame(int width, int height, int components, boolean progressive) {
        static Optional<Frame> read(Octets file, long at, int marker) {
            int precision = file.u8(at + 4);
            int height = file.u16(at + 5, true);
            int width = file.u16(at + 7, true);
            int components = file.u8(at + 9);
            // Baseline, extended and progressive Huffman coding; the others no camera writes.
            boolean taken = marker <= 0xc2 && precision == 8 && (components == 1 || components == 3 || components == 4);
            return taken && width > 0 && height > 0
                    ? Optional.of(new Frame(width, height, components, marker == 0xc2))
                    : Optional.empty();
        }

        JpegHeader header(int orientation, int scanComponents, int scan) {
            return new JpegHeader(
                    new ImageHeader(MediaType.JPEG, width, height, orientation),
                    progressive || scanComponents != components,
                    scan);
        }
    }
}
