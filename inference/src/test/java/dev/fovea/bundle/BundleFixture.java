package dev.fovea.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A small bundle with two classes; its network is not one, which opening does not mind.
final class BundleFixture {
    static final byte[] NETWORK = "not really a network".getBytes(StandardCharsets.UTF_8);

    private BundleFixture() {}

    /// Writes a draft and makes a bundle of it.
    static Path bundle(Path scratch) {
        return bundle(scratch, manifest -> {});
    }

    static Path bundle(Path scratch, Consumer<ObjectNode> change) {
        Path target = scratch.resolve("bundle");
        BundleWriter.write(draft(scratch, change), target);
        return target;
    }

    static Path draft(Path scratch, Consumer<ObjectNode> change) {
        Path draft = scratch.resolve("draft");
        ObjectNode manifest = manifest();
        change.accept(manifest);
        write(draft.resolve("manifest.json"), Json.write(manifest));
        write(draft.resolve("model.onnx"), NETWORK);
        write(draft.resolve("card.md"), "# two\n".getBytes(StandardCharsets.UTF_8));
        write(draft.resolve("golden/eye.png"), new byte[] {1, 2, 3});
        write(
                draft.resolve("golden/eye.json"),
                "{\"logits\": [1.5, -1], \"map\": [1, 2, 3, 4, 5, 6, 7, 8]}".getBytes(StandardCharsets.UTF_8));
        return draft;
    }

    /// Changes the manifest of a finished bundle, hashes and all left as they are.
    static void edit(Path bundle, Consumer<ObjectNode> change) {
        Path file = bundle.resolve("manifest.json");
        try {
            ObjectNode manifest = (ObjectNode) Json.read("manifest.json", Files.readAllBytes(file));
            change.accept(manifest);
            write(file, Json.write(manifest));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, byte[] content) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode manifest() {
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("format", 1)
                .put("task", "eyes2")
                .put("name", "two")
                .put("version", "1.0")
                .put("title", "Two classes")
                .put("licence", "Apache-2.0");
        ArrayNode classes = manifest.putArray("classes");
        item(classes, "ill", "Ill", true, 0.4);
        item(classes, "well", "Well", false, 0.5);
        ObjectNode input = manifest.putObject("input");
        input.put("name", "input").put("layout", "NCHW").put("colourOrder", "RGB");
        input.put("width", 4).put("height", 3).put("crop", "none").put("resize", "area");
        input.put("modality", "fundus");
        input.putArray("mean").add(0.5).add(0.5).add(0.5);
        input.putArray("std").add(0.5).add(0.5).add(0.5);
        manifest.putObject("outputs")
                .put("logits", "logits")
                .put("map", "cam")
                .put("mapHeight", 2)
                .put("mapWidth", 2);
        manifest.putArray("bias").add(0.25).add(-0.25);
        manifest.put("temperature", 2.0);
        manifest.putObject("networks")
                .putObject("fp32")
                .put("file", "model.onnx")
                .put("precision", "fp32")
                .put("tolerance", 0.01)
                .put("identityTolerance", 0.001);
        manifest.putObject("engines");
        manifest.put("goldenBasis", "made up");
        manifest.putArray("goldens")
                .addObject()
                .put("name", "eye")
                .put("image", "golden/eye.png")
                .put("expected", "golden/eye.json");
        manifest.putArray("trainingData").addObject().put("name", "nothing").put("licence", "none needed");
        return manifest.put("modelCard", "card.md");
    }

    private static void item(ArrayNode classes, String name, String label, boolean finding, double threshold) {
        classes.addObject()
                .put("name", name)
                .put("label", label)
                .put("finding", finding)
                .put("threshold", threshold)
                .put("thresholdBasis", "chosen for the test");
    }
}
