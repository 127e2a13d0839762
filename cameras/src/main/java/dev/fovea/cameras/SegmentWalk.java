package dev.fovea.cameras;

import dev.fovea.cameras.JpegWalk.Step;
import java.util.Optional;

/// Follows one JPEG byte by byte through its segments (ITU T.81, annex B). Whether what looks like another picture
/// inside a segment is a preview or the next picture after a torn one, [JpegWalk] decides. For one thread.
final class SegmentWalk {
    private static final int SOI = 0xD8;
    private static final int EOI = 0xD9;
    private static final int SOS = 0xDA;
    private static final int COM = 0xFE;

    private Place place = Place.START;
    private int count;
    private int before;
    private int marker;
    private int length;
    private int read;
    private int height;
    private int width;

    /// Where in the picture the next byte is.
    private enum Place {
        START,
        START_MARKER,
        BETWEEN,
        MARKER,
        LENGTH_HIGH,
        LENGTH_LOW,
        SEGMENT,
        SCAN,
        SCAN_MARKER
    }

    /// To the beginning of another one.
    void begin() {
        place = Place.START;
        count = 0;
        before = 0;
        marker = 0;
        height = 0;
        width = 0;
    }

    /// As after the two bytes that begin every JPEG.
    SegmentWalk begun() {
        begin();
        count = 2;
        before = SOI;
        place = Place.BETWEEN;
        return this;
    }

    /// Its bytes until here.
    int count() {
        return count;
    }

    /// In a segment whose content is nobody's affair, where a preview may stand.
    boolean inOpaque() {
        return place == Place.SEGMENT && ((marker >= 0xE0 && marker <= 0xEF) || marker == COM);
    }

    /// Whether this is the second of the two bytes that begin every JPEG, and they are not this one's own.
    boolean begins(int value) {
        return before == 0xFF && value == SOI && place != Place.START_MARKER;
    }

    /// Known once the frame's header went by.
    Optional<PictureSize> size() {
        return width > 0 && height > 0 ? Optional.of(new PictureSize(width, height)) : Optional.empty();
    }

    /// The two bytes that begin a picture are in no table, header or scan: one that has them there was torn, with the
    /// next one behind it. (Of libjpeg's own quantisation tables only that of quality 18 has them.)
    ///
    /// @param value 0 to 255
    Step step(int value) {
        if (begins(value) && !inOpaque()) {
            begun();
            return Step.ANEW;
        }
        count++;
        before = value;
        return follow(value);
    }

    private Step follow(int value) {
        return switch (place) {
            case START -> go(value == 0xFF, Place.START_MARKER);
            case START_MARKER -> go(value == SOI, Place.BETWEEN);
            case BETWEEN -> go(value == 0xFF, Place.MARKER);
            case MARKER -> marker(value);
            case LENGTH_HIGH -> {
                length = value << 8;
                yield go(true, Place.LENGTH_LOW);
            }
            case LENGTH_LOW -> {
                length += value;
                read = 2;
                yield go(length >= 2, length == 2 ? afterSegment() : Place.SEGMENT);
            }
            case SEGMENT -> segment(value);
            case SCAN -> go(true, value == 0xFF ? Place.SCAN_MARKER : Place.SCAN);
            case SCAN_MARKER -> scanMarker(value);
        };
    }

    private Step go(boolean right, Place next) {
        place = next;
        return right ? Step.MORE : Step.BROKEN;
    }

    private Step marker(int value) {
        marker = value;
        if (value == 0xFF) {
            return Step.MORE;
        }
        if (value == 0x01 || isRestart(value)) {
            return go(true, Place.BETWEEN);
        }
        // An end without a scan before it is an end without a picture.
        return go(value >= 0xC0 && value != EOI, Place.LENGTH_HIGH);
    }

    private Step segment(int value) {
        if (isFrameHeader(marker)) {
            // Length (2), precision (1), lines (2), samples of a line (2).
            switch (read) {
                case 3 -> height = value << 8;
                case 4 -> height += value;
                case 5 -> width = value << 8;
                case 6 -> width += value;
                default -> {
                    // Of the components nothing is needed here.
                }
            }
        }
        read++;
        if (read == length) {
            place = afterSegment();
        }
        return Step.MORE;
    }

    private Place afterSegment() {
        return marker == SOS ? Place.SCAN : Place.BETWEEN;
    }

    private Step scanMarker(int value) {
        if (value == 0 || isRestart(value)) {
            return go(true, Place.SCAN);
        }
        if (value == 0xFF) {
            return Step.MORE;
        }
        if (value == EOI) {
            return size().isPresent() ? Step.WHOLE : Step.BROKEN;
        }
        return marker(value);
    }

    private static boolean isRestart(int value) {
        return value >= 0xD0 && value <= 0xD7;
    }

    private static boolean isFrameHeader(int value) {
        return value >= 0xC0 && value <= 0xCF && value != 0xC4 && value != 0xC8 && value != 0xCC;
    }
}
