package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// Compressed pixels lie in fragments, a frame in one or several of them (PS3.5 A.4).
///
/// @param offsets the basic offset table: where the frames begin, counted from the first fragment
/// @param starts where each fragment's item begins, counted likewise
record Fragments(ByteBuffer bytes, List<Long> offsets, List<Long> starts, List<ByteBuffer> parts) {
    private static final int ITEM_HEADER = 8;
    private static final int PARTS_MAX = 1_000_000;

    /// @param data the data set, little-endian
    /// @param from where the first item begins
    static Fragments read(ByteBuffer data, int from) throws DicomException {
        ByteBuffer bytes = data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        List<Long> offsets = new ArrayList<>();
        List<Long> starts = new ArrayList<>();
        List<ByteBuffer> parts = new ArrayList<>();
        int at = from;
        long first = -1;
        while (true) {
            if (at > bytes.limit() - ITEM_HEADER) {
                throw new DicomException("the compressed pixels break off at byte " + bytes.limit());
            }
            int tag = ((bytes.getShort(at) & 0xffff) << 16) | (bytes.getShort(at + 2) & 0xffff);
            long length = bytes.getInt(at + 4) & 0xffffffffL;
            if (tag == Tag.SEQUENCE_END) {
                return new Fragments(bytes, offsets, starts, parts);
            }
            if (tag != Tag.ITEM || length > bytes.limit() - at - ITEM_HEADER || parts.size() == PARTS_MAX) {
                throw new DicomException("a fragment of the compressed pixels at byte " + at + " has tag "
                        + Tag.text(tag) + " and " + length + " bytes");
            }
            ByteBuffer part = bytes.slice(at + ITEM_HEADER, (int) length).order(ByteOrder.LITTLE_ENDIAN);
            if (first < 0) {
                for (int i = 0; i + 4 <= length; i += 4) {
                    offsets.add(part.getInt(i) & 0xffffffffL);
                }
                first = at + ITEM_HEADER + length;
            } else {
                starts.add(at - first);
                parts.add(part);
            }
            at += ITEM_HEADER + (int) length;
        }
    }

    /// The bytes of one frame, in place when they lie in one fragment.
    ByteBuffer frame(int index, int frames) throws DicomException {
        int from;
        int to;
        if (frames == 1) {
            from = 0;
            to = parts.size();
        } else if (parts.size() == frames) {
            from = index;
            to = index + 1;
        } else if (offsets.size() == frames) {
            from = starts.indexOf(offsets.get(index));
            to = index + 1 < frames ? starts.indexOf(offsets.get(index + 1)) : parts.size();
        } else {
            throw new DicomException(parts.size() + " fragments for " + frames + " frames without an offset table");
        }
        if (from < 0 || to <= from) {
            throw new DicomException("frame " + (index + 1) + " of " + frames + " has no fragment");
        }
        return to == from + 1 ? parts.get(from) : joined(parts.subList(from, to));
    }

    private static ByteBuffer joined(List<ByteBuffer> parts) {
        long size = parts.stream().mapToLong(ByteBuffer::remaining).sum();
        ByteBuffer whole = ByteBuffer.allocateDirect(Math.toIntExact(size));
        parts.forEach(part -> whole.put(part.duplicate()));
        return whole.flip().order(ByteOrder.LITTLE_ENDIAN);
    }
}
