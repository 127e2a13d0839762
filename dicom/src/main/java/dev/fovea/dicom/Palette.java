package dev.fovea.dicom;

import java.nio.ByteBuffer;

/// The colours of PALETTE COLOR (PS3.3 C.7.6.3.1.5).
final class Palette {
    /// The stored value that the first entry is for.
    private final int first;

    /// Three bytes an entry: blue, green, red.
    private final byte[] bgr;

    private Palette(int first, byte[] bgr) {
        this.first = first;
        this.bgr = bgr;
    }

    static Palette read(DataSet set) throws DicomException {
        int count = set.unsigned(Tag.RED_DESCRIPTOR, 0).orElse(1);
        int entries = count == 0 ? 65_536 : count;
        int first = set.unsigned(Tag.RED_DESCRIPTOR, 1).orElse(0);
        byte[] bgr = new byte[3 * entries];
        for (int channel = 0; channel < 3; channel++) {
            int descriptor = Tag.RED_DESCRIPTOR + channel;
            int bits = set.unsigned(descriptor, 2).orElse(0);
            ByteBuffer table = set.value(Tag.RED_DATA + channel)
                    .orElseThrow(() -> new DicomException("a palette has no Red, Green and Blue Lookup Table Data"));
            if (set.unsigned(descriptor, 0).orElse(-1) != count || (bits != 8 && bits != 16)) {
                throw new DicomException("a palette's descriptors must agree and have 8 or 16 bits, had " + bits);
            }
            boolean wide = table.remaining() >= 2 * entries;
            if (!wide && (bits == 16 || table.remaining() < entries)) {
                throw new DicomException("a palette of " + entries + " entries has " + table.remaining() + " bytes");
            }
            for (int i = 0; i < entries; i++) {
                int value = wide ? table.getShort(2 * i) & 0xffff : table.get(i) & 0xff;
                bgr[3 * i + 2 - channel] = (byte) (bits == 16 ? value >>> 8 : value);
            }
        }
        return new Palette(first, bgr);
    }

    /// Where the colour of a stored value stands; values outside have that of the nearest entry.
    int at(int value) {
        return 3 * Math.clamp((long) value - first, 0, bgr.length / 3 - 1);
    }

    byte[] bgr() {
        return bgr;
    }
}
