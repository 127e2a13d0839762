package dev.fovea.bundle;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.engine.Scores;
import dev.fovea.engine.TinyNetwork;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import dev.fovea.model.Laterality;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A whole bundle around [TinyNetwork] with its third output, small enough for any test. Its one finding, `ill`, counts
/// from 0.99 on and is borderline below that, whatever the picture, and every picture is near the training data, until
/// the change says otherwise.
public final class TinyBundle {
    private TinyBundle() {}

    /// @param scratch a folder of the caller's own
    /// @param change to the manifest, before the hashes are made
    /// @return the bundle's folder
    public static Path write(Path scratch, Consumer<ObjectNode> change) {
        Path draft = BundleFixture.draft(scratch, manifest -> {
            manifest.withObject("/input").put("width", 2).put("height", 2);
            manifest.putArray("bias").add(0.5).add(-0.25);
            // So hot that every probability is close to a half.
            manifest.put("temperature", 1000);
            ObjectNode ill = manifest.withObject("/classes/0").put("threshold", 0.99);
            ill.putObject("band").put("low", 0).put("high", 1);
            manifest.withObject("/outputs").put("distance", "distance");
            manifest.putObject("outOfDistribution").put("threshold", 1e6).put("basis", "chosen for the test");
            change.accept(manifest);
        });
        byte[] eye = DrawnEye.healthy(Laterality.LEFT, 7).jpeg(640, 480);
        BundleFixture.write(draft.resolve("model.onnx"), TinyNetwork.onnx());
        BundleFixture.write(draft.resolve("golden/eye.png"), eye);
        BundleFixture.write(draft.resolve("golden/eye.json"), Json.write(answer(eye)));
        Path target = scratch.resolve("tiny");
        BundleWriter.write(draft, target);
        return target;
    }

    /// What the network must say to the golden picture, computed in Java.
    private static ObjectNode answer(byte[] picture) {
        FloatBuffer tensor = prepared(picture);
        Scores scores = TinyNetwork.answer(tensor);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        numbers(answer.putArray("logits"), scores.logits());
        numbers(answer.putArray("map"), scores.map());
        return answer.put("distance", TinyNetwork.distance(scores.logits()));
    }

    private static void numbers(ArrayNode array, float[] values) {
        for (float value : values) {
            array.add(value);
        }
    }

    private static FloatBuffer prepared(byte[] picture) {
        List<Double> half = List.of(0.5, 0.5, 0.5);
        InputSpec spec =
                new InputSpec(2, 2, half, half, InputSpec.Crop.NONE, InputSpec.Resize.AREA, InputSpec.Modality.FUNDUS);
        FloatBuffer tensor = ByteBuffer.allocateDirect(Float.BYTES * spec.size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        ByteBuffer file = ByteBuffer.allocateDirect(picture.length).put(picture).flip();
        try (ImageStage stage = new ImageStage(ImageLimits.DEFAULT)) {
            if (!(stage.prepare(file, spec, tensor) instanceof Preparation.Ready)) {
                throw new AssertionError("a drawn eye passes the gate");
            }
        }
        return tensor;
    }
}
