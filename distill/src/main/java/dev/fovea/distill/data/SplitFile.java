package dev.fovea.distill.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A split as JSON, format 1: the same split gives the same bytes. A split is made once; a file is never
/// overwritten.
public final class SplitFile {
    private static final int FORMAT = 1;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private SplitFile() {}

    /// @throws DataException when the file exists
    public static void write(Split split, Path file) {
        try {
            Files.write(file, bytes(split), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new DataException("cannot write the split " + file + ", or it exists", e);
        }
    }

    static byte[] bytes(Split split) {
        ObjectNode tree = JSON.createObjectNode();
        tree.put("format", FORMAT);
        tree.put("seed", split.seed());
        tree.put("rule", split.rule());
        tree.put("dataset", split.dataset().hex());
        for (Split.Part part : Split.Part.values()) {
            List<String> names = new ArrayList<>(split.list(part));
            Collections.sort(names);
            ArrayNode list = tree.putArray(part.word);
            names.forEach(list::add);
        }
        // One name a line and always this line end, so that files compare and differences read well.
        StringBuilder text = new StringBuilder("{\n");
        tree.properties().forEach(entry -> {
            text.append(text.length() > 2 ? ",\n" : "")
                    .append("  \"")
                    .append(entry.getKey())
                    .append("\": ");
            append(text, entry.getValue());
        });
        return text.append("\n}\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void append(StringBuilder text, JsonNode value) {
        if (!value.isArray() || value.isEmpty()) {
            text.append(value);
            return;
        }
        String between = "[\n    ";
        for (JsonNode name : value) {
            text.append(between).append(name);
            between = ",\n    ";
        }
        text.append("\n  ]");
    }

    /// Reads a split and checks it against the data: the same data, no sample twice, no group on two sides.
    ///
    /// @throws DataException naming what is wrong
    public static Split read(Path file, Dataset dataset) {
        JsonNode tree;
        try {
            tree = JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new DataException(file + " is not JSON: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new DataException("cannot read the split " + file, e);
        }
        if (tree.path("format").asInt(-1) != FORMAT) {
            throw new DataException(file + " must be a split of format 1, was " + tree.path("format"));
        }
        if (!tree.path("seed").canConvertToLong() || !tree.path("rule").isTextual()) {
            throw new DataException(file + " must have a seed and a rule");
        }
        Split split = new Split(
                tree.path("seed").longValue(),
                tree.path("rule").textValue(),
                hash(file, tree.path("dataset")),
                names(file, tree, Split.Part.TRAIN),
                names(file, tree, Split.Part.VALIDATION),
                names(file, tree, Split.Part.TEST),
                names(file, tree, Split.Part.LEFT_OUT));
        split.check(dataset);
        return split;
    }

    private static Sha256 hash(Path file, JsonNode value) {
        try {
            return new Sha256(value.asText());
        } catch (IllegalArgumentException e) {
            throw new DataException(file + ": dataset is no hash", e);
        }
    }

    private static List<String> names(Path file, JsonNode tree, Split.Part part) {
        JsonNode list = tree.path(part.word);
        if (!list.isArray()) {
            throw new DataException(file + " must have the list " + part.word);
        }
        List<String> names = new ArrayList<>();
        for (JsonNode name : list) {
            if (!name.isTextual()) {
                throw new DataException(file + ": " + part.word + " holds " + name + ", which is no name");
            }
            names.add(name.textValue());
        }
        return names;
    }
}
