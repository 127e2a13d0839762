package dev.fovea.publish.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A data set read back by a reader of its own: Explicit VR Little Endian with defined lengths, and nothing else.
///
/// @param texts the elements that are no sequences, by tag
/// @param items those that are
record Tree(Map<Integer, byte[]> texts, Map<Integer, List<Tree>> items) {
    private static final List<String> WIDE = List.of("OB", "UT", "UC", "SQ", "UN");

    static Tree read(byte[] dataSet) {
        return read(ByteBuffer.wrap(dataSet).order(ByteOrder.LITTLE_ENDIAN));
    }

    private static Tree read(ByteBuffer bytes) {
        Tree tree = new Tree(new LinkedHashMap<>(), new LinkedHashMap<>());
        while (bytes.remaining() >= 8) {
            int tag = tag(bytes);
            String vr = "" + (char) bytes.get() + (char) bytes.get();
            int length =
                    WIDE.contains(vr) ? bytes.position(bytes.position() + 2).getInt() : bytes.getShort() & 0xffff;
            if (length < 0) {
                // Encapsulated pixels are the end of what is looked at.
                return tree;
            }
            ByteBuffer value = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + length);
            if (vr.equals("SQ")) {
                tree.items.put(tag, items(value));
            } else {
                byte[] raw = new byte[length];
                value.get(raw);
                tree.texts.put(tag, raw);
            }
        }
        return tree;
    }

    private static List<Tree> items(ByteBuffer bytes) {
        List<Tree> items = new ArrayList<>();
        while (bytes.remaining() >= 8) {
            tag(bytes);
            int length = bytes.getInt();
            items.add(read(bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN)));
            bytes.position(bytes.position() + length);
        }
        return items;
    }

    private static int tag(ByteBuffer bytes) {
        return ((bytes.getShort() & 0xffff) << 16) | (bytes.getShort() & 0xffff);
    }

    boolean has(int tag) {
        return texts.containsKey(tag) || items.containsKey(tag);
    }

    /// Without padding; empty when absent.
    String text(int tag) {
        return new String(texts.getOrDefault(tag, new byte[0]), StandardCharsets.UTF_8).replaceAll("[ \\x00]+$", "");
    }

    List<Tree> list(int tag) {
        return items.getOrDefault(tag, List.of());
    }

    /// The children of a content item, in their order.
    List<Tree> children() {
        return list(Tags.CONTENT);
    }

    /// The node and all below it.
    Stream<Tree> all() {
        return Stream.concat(Stream.of(this), children().stream().flatMap(Tree::all));
    }

    /// The children under that concept name.
    List<Tree> children(Code name) {
        return children().stream()
                .filter(child -> child.name().equals(name.meaning()))
                .toList();
    }

    Tree child(Code name) {
        List<Tree> found = children(name);
        if (found.size() != 1) {
            throw new AssertionError(found.size() + " children are named " + name);
        }
        return found.getFirst();
    }

    /// Meaning of the concept name; empty when it has none.
    String name() {
        return meaning(Tags.CONCEPT_NAME);
    }

    /// The value in words: a code's meaning, a number's digits, a text, a name, a UID, the referenced object.
    String value() {
        return switch (text(Tags.VALUE_TYPE)) {
            case "CODE" -> meaning(Tags.CONCEPT);
            case "NUM" -> list(Tags.MEASURED).getFirst().text(Tags.NUMERIC);
            case "TEXT" -> text(Tags.TEXT_VALUE);
            case "PNAME" -> text(Tags.PERSON_NAME);
            case "UIDREF" -> text(Tags.UID);
            case "IMAGE" -> list(Tags.REFERENCED_SOPS).getFirst().text(Tags.REFERENCED_INSTANCE);
            default -> "";
        };
    }

    private String meaning(int tag) {
        return list(tag).stream()
                .map(code -> code.text(Tags.CODE_MEANING))
                .findFirst()
                .orElse("");
    }
}
