package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A deflated data set (PS3.5 annex A.5), inflated as far as it is needed: its attributes alone are small, and the
/// whole is as large as a photograph's pixels.
final class Deflated {
    /// The largest data set that a deflated one may become: the largest file taken.
    private static final int BYTES_MAX = 64 << 20;

    /// The attributes before the pixels, which are kept on the heap.
    private static final int HEAD_BYTES_MAX = 2 << 20;

    private final ByteBuffer packed;
    private final ByteBuffer head;
    private final int size;

    private Deflated(ByteBuffer packed, ByteBuffer head, int size) {
        this.packed = packed;
        this.head = head;
        this.size = size;
    }

    /// Inflates it once, to its end.
    ///
    /// @param packed from position to limit, not changed
    /// @throws DicomException when it is damaged, or too large when inflated
    static Deflated of(ByteBuffer packed) throws DicomException {
        byte[] head = new byte[HEAD_BYTES_MAX];
        byte[] rest = new byte[1 << 16];
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed.duplicate());
            int size = fill(inflater, ByteBuffer.wrap(head));
            while (!inflater.finished()) {
                size += fill(inflater, ByteBuffer.wrap(rest));
                if (size > BYTES_MAX) {
                    throw new DicomException("the deflated data set becomes more than " + BYTES_MAX + " bytes");
                }
            }
            return new Deflated(
                    packed,
                    ByteBuffer.wrap(head, 0, Math.min(size, head.length)).slice(),
                    size);
        }
    }

    /// Inflates until there is no more room or no more data.
    private static int fill(Inflater inflater, ByteBuffer room) throws DicomException {
        try {
            while (room.hasRemaining() && !inflater.finished()) {
                if (inflater.inflate(room) == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new DicomException("the deflated data set breaks off");
                }
            }
            return room.position();
        } catch (DataFormatException e) {
            throw new DicomException("the deflated data set is damaged: " + e.getMessage());
        }
    }

    /// Its first bytes, with all attributes before the pixels in any usual file.
    ByteBuffer head() {
        return head;
    }

    /// Bytes, when inflated.
    int size() {
        return size;
    }

    /// All of it.
    ///
    /// @param scratch with room for [#size]
    ByteBuffer whole(ByteBuffer scratch) throws DicomException {
        ByteBuffer whole = scratch.slice(0, size);
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(packed.duplicate());
            fill(inflater, whole);
        }
        return whole.flip();
    }
}
