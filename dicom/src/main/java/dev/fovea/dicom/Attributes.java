package dev.fovea.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A data set to be written (PS3.5 7.1): little-endian, with defined lengths, its elements in the order of their
/// tags. Texts are UTF-8, so that whoever writes one that is not ASCII also says [#UTF_8] in (0008,0005).
///
/// One thread.
public final class Attributes {
    /// The defined term of UTF-8 in Specific Character Set (PS3.3 C.12.1.1.2).
    public static final String UTF_8 = "ISO_IR 192";

    /// Those whose length has four bytes in an explicit encoding, after two that are reserved (PS3.5 7.1.2).
    private static final Set<String> WIDE =
            Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

    private static final int SHORT_LENGTH_MAX = 0xfffe;
    private static final int UNDEFINED = 0xffffffff;

    private final Map<Integer, Value> values = new TreeMap<>(Integer::compareUnsigned);

    private sealed interface Value {
        @SuppressWarnings("ArrayRecordComponent") // Written out; compared by nobody.
        record Bytes(String vr, byte[] bytes) implements Value {}

        record Items(List<Attributes> items) implements Value {}

        record Fragments(List<byte[]> fragments) implements Value {}
    }

    /// @param vr value representation, two capitals
    /// @param texts several are separated by a backslash; none is an empty element
    public Attributes text(int tag, String vr, String... texts) {
        byte[] raw = String.join("\\", texts).getBytes(StandardCharsets.UTF_8);
        return bytes(tag, vr, even(raw, vr.equals("UI") ? (byte) 0 : (byte) ' '));
    }

    /// @param numbers from 0 to 65535 each (VR US)
    public Attributes numbers(int tag, int... numbers) {
        ByteBuffer raw = ByteBuffer.allocate(2 * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        for (int number : numbers) {
            if (number < 0 || number > 0xffff) {
                throw new IllegalArgumentException(Tag.text(tag) + " must be from 0 to 65535, was " + number);
            }
            raw.putShort((short) number);
        }
        return bytes(tag, "US", raw.array());
    }

    /// @param raw as it lies in a little-endian file; an odd number of bytes gets one more, 0
    public Attributes bytes(int tag, String vr, byte[] raw) {
        byte[] even = even(raw, (byte) 0);
        if (!WIDE.contains(vr) && even.length > SHORT_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    Tag.text(tag) + " of VR " + vr + " may have " + SHORT_LENGTH_MAX + " bytes, had " + even.length);
        }
        return put(tag, new Value.Bytes(vr, even));
    }

    /// A sequence.
    public Attributes items(int tag, List<Attributes> items) {
        return put(tag, new Value.Items(List.copyOf(items)));
    }

    /// Compressed pixels behind an empty Basic Offset Table (PS3.5 A.4).
    public Attributes fragments(int tag, byte[]... fragments) {
        return put(
                tag,
                new Value.Fragments(Arrays.stream(fragments)
                        .map(fragment -> even(fragment, (byte) 0))
                        .toList()));
    }

    private Attributes put(int tag, Value value) {
        if (values.putIfAbsent(tag, value) != null) {
            throw new IllegalArgumentException(Tag.text(tag) + " stands there already");
        }
        return this;
    }

    private static byte[] even(byte[] raw, byte padding) {
        if (raw.length % 2 == 0) {
            return raw;
        }
        byte[] even = Arrays.copyOf(raw, raw.length + 1);
        even[raw.length] = padding;
        return even;
    }

    /// In Explicit VR Little Endian; with [#fragments], in whichever encapsulated syntax they are.
    public byte[] encoded() {
        return encoded(true);
    }

    /// In Implicit VR Little Endian.
    public byte[] encodedImplicitly() {
        return encoded(false);
    }

    private byte[] encoded(boolean explicit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        values.forEach((tag, value) -> {
            switch (value) {
                case Value.Bytes(String vr, byte[] bytes) -> {
                    header(out, tag, explicit ? vr : "", bytes.length);
                    out.writeBytes(bytes);
                }
                case Value.Items(List<Attributes> items) -> {
                    byte[] body = items(items, explicit);
                    header(out, tag, explicit ? "SQ" : "", body.length);
                    out.writeBytes(body);
                }
                case Value.Fragments(List<byte[]> fragments) -> {
                    header(out, tag, explicit ? "OB" : "", UNDEFINED);
                    header(out, Tag.ITEM, "", 0);
                    for (byte[] fragment : fragments) {
                        header(out, Tag.ITEM, "", fragment.length);
                        out.writeBytes(fragment);
                    }
                    header(out, Tag.SEQUENCE_END, "", 0);
                }
            }
        });
        return out.toByteArray();
    }

    private static byte[] items(List<Attributes> items, boolean explicit) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (Attributes item : items) {
            byte[] body = item.encoded(explicit);
            header(out, Tag.ITEM, "", body.length);
            out.writeBytes(body);
        }
        return out.toByteArray();
    }

    /// @param vr empty where none is written
    private static void header(ByteArrayOutputStream out, int tag, String vr, int length) {
        ByteBuffer raw = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        raw.putShort((short) (tag >>> 16)).putShort((short) tag);
        if (vr.isEmpty()) {
            raw.putInt(length);
        } else {
            raw.put(vr.getBytes(StandardCharsets.US_ASCII));
            if (WIDE.contains(vr)) {
                raw.putShort((short) 0).putInt(length);
            } else {
                raw.putShort((short) length);
            }
        }
        out.write(raw.array(), 0, raw.position());
    }
}
