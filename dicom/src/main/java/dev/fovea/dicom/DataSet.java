package dev.fovea.dicom;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The attributes of a data set or of one item of a sequence, read where they lie. What repeats counts the first
/// time.
final class DataSet {
    private static final long UNDEFINED = 0xffffffffL;
    private static final int DEPTH_MAX = 16;

    /// A data set has some hundreds; a whole file of empty elements, 64 MiB, would have eight millions.
    private static final int ELEMENTS_MAX = 100_000;

    private static final int ITEMS_MAX = 1_000;

    /// Texts are at most 64 characters, times the bytes of a character; this is for the longer kinds.
    private static final int TEXT_BYTES_MAX = 4_096;

    private static final Set<String> LONG_LENGTH =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private final ByteBuffer bytes;
    private final boolean explicit;

    /// Where the pixels end at the latest: behind the bytes, where only a head of them is there.
    private final int end;

    private final Map<Integer, Element> elements = new HashMap<>();
    private CharacterSet characters = CharacterSet.UNNAMED;
    private int seen;

    private DataSet(ByteBuffer bytes, boolean explicit) {
        this(bytes, explicit, bytes.limit());
    }

    private DataSet(ByteBuffer bytes, boolean explicit, int end) {
        this.bytes = bytes;
        this.explicit = explicit;
        this.end = end;
    }

    /// Reads from `at` up to the pixels or the end.
    ///
    /// @param bytes in the byte order of the encoding
    static DataSet read(ByteBuffer bytes, int at, boolean explicit) throws DicomException {
        DataSet set = new DataSet(bytes, explicit);
        set.read(at, bytes.limit());
        set.characters = CharacterSet.named(set.texts(Tag.CHARACTER_SET));
        return set;
    }

    /// Reads up to the pixels, of which the bytes may hold nothing, in explicit little endian.
    ///
    /// @param size bytes of the whole data set
    static DataSet readHead(ByteBuffer head, int size) throws DicomException {
        DataSet set = new DataSet(head, true, size);
        set.read(0, size);
        set.characters = CharacterSet.named(set.texts(Tag.CHARACTER_SET));
        return set;
    }

    /// Reads the file meta information, group 0002, which has an encoding of its own.
    ///
    /// @return where the data set begins
    static int readMeta(ByteBuffer little, int at, Map<Integer, String> into) throws DicomException {
        DataSet set = new DataSet(little, true);
        int next = at;
        while (next + 4 <= little.limit() && set.u16(next) == 2) {
            Element element = set.element(next, true, 0);
            set.elements.put(element.tag(), element);
            next = element.next();
        }
        for (int tag : set.elements.keySet()) {
            set.text(tag).ifPresent(text -> into.put(tag, text));
        }
        return next;
    }

    private void read(int from, int to) throws DicomException {
        int at = from;
        while (at < to) {
            int tag = tag(at);
            if (tag == Tag.ITEM_END || tag == Tag.SEQUENCE_END) {
                return;
            }
            Element element = element(at, explicit, 0);
            elements.putIfAbsent(tag, element);
            if (tag == Tag.PIXELS) {
                return;
            }
            at = element.next();
        }
    }

    private Element element(int at, boolean explicitHere, int depth) throws DicomException {
        seen++;
        if (seen > ELEMENTS_MAX || depth > DEPTH_MAX) {
            throw new DicomException("the data set has more than " + ELEMENTS_MAX + " elements, or sequences within "
                    + "sequences deeper than " + DEPTH_MAX);
        }
        int tag = tag(at);
        String vr = explicitHere ? vr(tag, at + 4) : "";
        boolean wide = LONG_LENGTH.contains(vr);
        int start = at + (wide ? 12 : 8);
        long length = !explicitHere ? u32(at + 4) : wide ? u32(at + 8) : u16(at + 6);
        boolean inside = explicitHere && !vr.equals("UN");
        if (length != UNDEFINED) {
            int next = end(tag, start, length, tag == Tag.PIXELS && depth == 0 ? end : bytes.limit());
            return new Element(tag, vr, start, (int) length, next, inside);
        }
        if (tag == Tag.PIXELS && depth == 0) {
            return new Element(tag, vr, start, Element.FRAGMENTS, bytes.limit(), inside);
        }
        int next = skipItems(start, inside, depth);
        return new Element(tag, vr, start, next - start, next, inside);
    }

    private int skipItems(int from, boolean explicitInside, int depth) throws DicomException {
        int at = from;
        while (true) {
            int tag = tag(at);
            long length = u32(at + 4);
            at += 8;
            if (tag == Tag.SEQUENCE_END) {
                return at;
            }
            if (tag != Tag.ITEM) {
                throw new DicomException(
                        "a sequence holds " + Tag.text(tag) + " at byte " + (at - 8) + " where an item should begin");
            }
            at = length == UNDEFINED ? skipItem(at, explicitInside, depth) : end(tag, at, length, bytes.limit());
        }
    }

    private int skipItem(int from, boolean explicitInside, int depth) throws DicomException {
        int at = from;
        while (tag(at) != Tag.ITEM_END) {
            at = element(at, explicitInside, depth + 1).next();
        }
        return at + 8;
    }

    private String vr(int tag, int at) throws DicomException {
        int first = u8(at);
        int second = u8(at + 1);
        if (first < 'A' || first > 'Z' || second < 'A' || second > 'Z') {
            throw new DicomException(Tag.text(tag) + " at byte " + (at - 4) + " has no value representation");
        }
        return "" + (char) first + (char) second;
    }

    private int end(int tag, int start, long length, int limit) throws DicomException {
        if (length > limit - start) {
            mustBeWhole();
            throw new DicomException(Tag.text(tag) + " at byte " + start + " has " + length + " bytes, but only "
                    + Math.max(0, limit - start) + " follow");
        }
        return start + (int) length;
    }

    private void mustBeWhole() throws DicomException {
        if (end > bytes.limit()) {
            throw new DicomException(
                    "the pixels of a deflated data set must begin in its first " + bytes.limit() + " bytes");
        }
    }

    private int tag(int at) throws DicomException {
        return (u16(at) << 16) | u16(at + 2);
    }

    private int u8(int at) throws DicomException {
        need(at, 1);
        return bytes.get(at) & 0xff;
    }

    private int u16(int at) throws DicomException {
        need(at, 2);
        return bytes.getShort(at) & 0xffff;
    }

    private long u32(int at) throws DicomException {
        need(at, 4);
        return bytes.getInt(at) & UNDEFINED;
    }

    private void need(int at, int count) throws DicomException {
        if (at < 0 || at > bytes.limit() - count) {
            mustBeWhole();
            throw new DicomException("the data set breaks off at byte " + bytes.limit());
        }
    }

    Optional<Element> element(int tag) {
        return Optional.ofNullable(elements.get(tag));
    }

    /// The value's bytes, in the encoding's byte order.
    Optional<ByteBuffer> value(int tag) {
        return element(tag)
                .filter(element -> element.length() >= 0)
                .map(element -> bytes.slice(element.at(), element.length()).order(bytes.order()));
    }

    /// The first value as text, without the padding; empty when absent or blank.
    Optional<String> text(int tag) {
        return texts(tag).stream().findFirst().filter(text -> !text.isEmpty());
    }

    /// All values; blank ones are there, so that their places count.
    List<String> texts(int tag) {
        byte[] raw = value(tag)
                .filter(value -> value.remaining() > 0)
                .map(value -> {
                    byte[] copy = new byte[Math.min(value.remaining(), TEXT_BYTES_MAX)];
                    value.get(copy);
                    return copy;
                })
                .orElse(new byte[0]);
        if (raw.length == 0) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (String text : characters.decode(raw).split("\\\\", -1)) {
            texts.add(text.replace('\0', ' ').strip());
        }
        return texts;
    }

    /// An unsigned short (VR US), at place `index` of several.
    Optional<Integer> unsigned(int tag, int index) {
        return value(tag)
                .filter(value -> value.remaining() >= 2 * (index + 1))
                .map(value -> value.getShort(2 * index) & 0xffff);
    }

    /// A whole number written in digits (VR IS).
    ///
    /// @throws DicomException when it is there and no number
    Optional<Integer> digits(int tag) throws DicomException {
        Optional<String> text = text(tag);
        try {
            return text.map(Integer::valueOf);
        } catch (NumberFormatException notDigits) {
            throw new DicomException(Tag.text(tag) + " must be a whole number, was \""
                    + text.map(DataSet::printable).orElse("") + "\"");
        }
    }

    /// The items of a sequence, at most a thousand; none when it is absent.
    List<DataSet> items(int tag) throws DicomException {
        Element sequence = elements.get(tag);
        List<DataSet> items = new ArrayList<>();
        int at = sequence == null ? 0 : sequence.at();
        int end = sequence == null ? 0 : sequence.at() + Math.max(0, sequence.length());
        while (sequence != null && at + 8 <= end && tag(at) == Tag.ITEM && items.size() < ITEMS_MAX) {
            long length = u32(at + 4);
            at += 8;
            int next = length == UNDEFINED
                    ? skipItem(at, sequence.explicitInside(), 0)
                    : end(Tag.ITEM, at, length, bytes.limit());
            DataSet item = new DataSet(bytes, sequence.explicitInside());
            item.characters = characters;
            item.read(at, next);
            items.add(item);
            at = next;
        }
        return items;
    }

    static String printable(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
