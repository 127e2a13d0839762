package dev.fovea.distill.net;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// A file of named tensors in the safetensors format: eight bytes of header length, a JSON header, the data, all
/// little endian. Only single precision is read; tensors of other types may stand in a file unread. Tensors are
/// read from disk when asked for.
public final class Safetensors {
    /// As the format's own library has it.
    private static final long HEADER_MAX = 100_000_000;

    private static final String METADATA = "__metadata__";
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    @SuppressWarnings("ArrayRecordComponent") // Private, and never compared.
    private record Entry(String type, long[] shape, long begin, long end) {}

    /// A tensor in memory.
    ///
    /// @param values in row-major order, as many as the shape says
    @SuppressWarnings("ArrayRecordComponent") // Carries bulk numbers; never compared.
    public record Stored(float[] values, long... shape) {
        public Stored {
            if (count(shape) != values.length) {
                throw new IllegalArgumentException(
                        "a tensor of shape " + Arrays.toString(shape) + " cannot hold " + values.length + " values");
            }
        }
    }

    private final Path file;
    private final long dataStart;
    private final Map<String, Entry> entries;
    private final Map<String, String> metadata;

    private Safetensors(Path file, long dataStart, Map<String, Entry> entries, Map<String, String> metadata) {
        this.file = file;
        this.dataStart = dataStart;
        this.entries = entries;
        this.metadata = metadata;
    }

    /// Reads the header and checks that it describes the file exactly.
    ///
    /// @throws StateException when it does not
    public static Safetensors open(Path file) {
        try (FileChannel channel = FileChannel.open(file)) {
            long size = channel.size();
            if (size < Long.BYTES) {
                throw new StateException(file + " is too short for a safetensors file: " + size + " bytes");
            }
            long header = read(channel, 0, Long.BYTES).getLong();
            if (header < 2 || header > HEADER_MAX || header > size - Long.BYTES) {
                throw new StateException(file + " is no safetensors file: header of " + header + " bytes");
            }
            byte[] json = read(channel, Long.BYTES, (int) header).array();
            return parse(file, json, size - Long.BYTES - header);
        } catch (IOException e) {
            throw new StateException(file + " cannot be read", e);
        }
    }

    private static Safetensors parse(Path file, byte[] json, long dataSize) {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (IOException e) {
            throw new StateException(file + ": the header is no JSON", e);
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        Map<String, String> metadata = new TreeMap<>();
        for (Map.Entry<String, JsonNode> property : tree.properties()) {
            if (property.getKey().equals(METADATA)) {
                property.getValue()
                        .properties()
                        .forEach(p -> metadata.put(p.getKey(), p.getValue().asText()));
            } else {
                entries.put(property.getKey(), entry(file + ": tensor " + property.getKey(), property.getValue()));
            }
        }
        checkExact(file, entries, dataSize);
        return new Safetensors(
                file,
                Long.BYTES + json.length,
                Collections.unmodifiableMap(entries),
                Collections.unmodifiableMap(metadata));
    }

    private static Entry entry(String what, JsonNode node) {
        JsonNode offsets = node.path("data_offsets");
        if (!node.path("dtype").isTextual() || !node.path("shape").isArray() || offsets.size() != 2) {
            throw new StateException(what + " lacks dtype, shape or data_offsets");
        }
        long[] shape = new long[node.path("shape").size()];
        for (int i = 0; i < shape.length; i++) {
            shape[i] = node.path("shape").get(i).asLong(-1);
        }
        Entry entry = new Entry(
                node.path("dtype").asText(),
                shape,
                offsets.get(0).asLong(-1),
                offsets.get(1).asLong(-1));
        if (entry.begin < 0 || entry.end < entry.begin || Arrays.stream(shape).anyMatch(side -> side < 0)) {
            throw new StateException(what + " has an impossible shape or place");
        }
        if (entry.type.equals("F32") && !sizeFits(entry)) {
            throw new StateException(
                    what + " of shape " + Arrays.toString(shape) + " has " + (entry.end - entry.begin) + " bytes");
        }
        return entry;
    }

    private static boolean sizeFits(Entry entry) {
        try {
            return Math.multiplyExact(count(entry.shape), Float.BYTES) == entry.end - entry.begin;
        } catch (ArithmeticException tooLarge) {
            return false;
        }
    }

    /// The tensors lie one behind the other, without holes, to the end of the file.
    private static void checkExact(Path file, Map<String, Entry> entries, long dataSize) {
        long[] at = {0};
        entries.entrySet().stream()
                .sorted((a, b) -> Long.compare(a.getValue().begin, b.getValue().begin))
                .forEach(named -> {
                    if (named.getValue().begin != at[0]) {
                        throw new StateException(file + ": tensor " + named.getKey() + " begins at "
                                + named.getValue().begin + " where " + at[0] + " is due");
                    }
                    at[0] = named.getValue().end;
                });
        if (at[0] != dataSize) {
            throw new StateException(file + ": the tensors end at " + at[0] + " and the data at " + dataSize
                    + ": cut short or overlong");
        }
    }

    /// In the order of the header.
    public Set<String> names() {
        return entries.keySet();
    }

    public Map<String, String> metadata() {
        return metadata;
    }

    /// @throws StateException when there is no such tensor
    public long[] shape(String name) {
        return find(name).shape.clone();
    }

    /// F32, I64 and so on.
    public String type(String name) {
        return find(name).type;
    }

    /// @throws StateException when there is no such tensor, it is not of single precision, or cannot be read
    public float[] floats(String name) {
        Entry entry = find(name);
        if (!entry.type.equals("F32")) {
            throw new StateException(file + ": tensor " + name + " is of type " + entry.type + ", not F32");
        }
        try (FileChannel channel = FileChannel.open(file)) {
            ByteBuffer bytes = read(channel, dataStart + entry.begin, Math.toIntExact(entry.end - entry.begin));
            float[] values = new float[bytes.remaining() / Float.BYTES];
            bytes.asFloatBuffer().get(values);
            return values;
        } catch (IOException e) {
            throw new StateException(file + ": tensor " + name + " cannot be read", e);
        }
    }

    private Entry find(String name) {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new StateException(file + " has no tensor " + name);
        }
        return entry;
    }

    private static ByteBuffer read(FileChannel channel, long from, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new IOException("ends before byte " + (from + length));
            }
        }
        return bytes.flip();
    }

    /// Writes all of them, in the order given, and only then gives the file its name.
    public static void write(Path file, Map<String, Stored> tensors, Map<String, String> metadata) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] header = header(tensors, metadata);
            all(
                    channel,
                    ByteBuffer.allocate(Long.BYTES)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(header.length)
                            .flip());
            all(channel, ByteBuffer.wrap(header));
            for (Stored tensor : tensors.values()) {
                ByteBuffer bytes =
                        ByteBuffer.allocate(tensor.values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
                bytes.asFloatBuffer().put(tensor.values);
                all(channel, bytes);
            }
            channel.force(true);
        } catch (IOException e) {
            throw new StateException(file + " cannot be written", e);
        }
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new StateException(file + " cannot be written", e);
        }
    }

    private static void all(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /// Padded with spaces, so that the data begins at a multiple of eight.
    private static byte[] header(Map<String, Stored> tensors, Map<String, String> metadata)
            throws JsonProcessingException {
        ObjectNode tree = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode words = tree.putObject(METADATA);
            new TreeMap<>(metadata).forEach(words::put);
        }
        long at = 0;
        for (Map.Entry<String, Stored> named : tensors.entrySet()) {
            ObjectNode node = tree.putObject(named.getKey()).put("dtype", "F32");
            Arrays.stream(named.getValue().shape).forEach(node.putArray("shape")::add);
            long end = at + (long) named.getValue().values.length * Float.BYTES;
            node.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        String text = JSON.writeValueAsString(tree);
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return (text + " ".repeat(-length & 7)).getBytes(StandardCharsets.UTF_8);
    }

    private static long count(long[] shape) {
        return Arrays.stream(shape).reduce(1, Math::multiplyExact);
    }
}
