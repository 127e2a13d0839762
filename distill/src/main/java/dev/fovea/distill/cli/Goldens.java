package dev.fovea.distill.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.Floats;
import dev.fovea.drawing.DrawnEyes;
import dev.fovea.drawing.DrawnEyes.Sitter;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.Preparation;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;

/// Pictures that go into a bundle with the answers they must get: drawings, never photographs of people. The
/// answers are PyTorch's, so that the exported file and its engine are held against something else than themselves.
final class Goldens {
    static final String BASIS = "PyTorch, from the trained weights before export. The pictures are drawings, not"
            + " photographs: they show that the numbers are right, not that the model is good.";

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Goldens() {}

    /// @param image the network's input
    /// @param map class by class, row by row
    /// @param distance from the training photographs
    @SuppressWarnings("ArrayRecordComponent") // Bulk numbers; never compared.
    record Golden(String name, byte[] file, float[] image, float[] logits, float[] map, double distance) {}

    /// The drawings of the demonstration that pass the quality gate.
    static List<Golden> make(ConvNetwork network, Familiar familiar, InputSpec spec) {
        boolean scan = spec.modality() == Modality.OCT;
        List<Golden> goldens = new ArrayList<>();
        try (ImageStage stage = new ImageStage(ImageLimits.DEFAULT)) {
            for (Sitter sitter : scan ? DrawnEyes.scans() : DrawnEyes.demonstration()) {
                byte[] file = scan
                        ? sitter.drawing().jpeg(640, 240)
                        : sitter.drawing().jpeg(480, 480);
                FloatBuffer tensor = ByteBuffer.allocateDirect(Float.BYTES * spec.size())
                        .order(ByteOrder.nativeOrder())
                        .asFloatBuffer();
                ByteBuffer bytes =
                        ByteBuffer.allocateDirect(file.length).put(file).flip();
                if (stage.prepare(bytes, spec, tensor) instanceof Preparation.Ready) {
                    float[] image = new float[spec.size()];
                    tensor.get(0, image);
                    String name = String.format(Locale.ROOT, "drawing-%d", goldens.size() + 1);
                    goldens.add(answered(network, familiar, spec, new Drawing(name, file, image)));
                }
            }
        }
        return goldens;
    }

    /// A golden picture that nobody has answered yet.
    @SuppressWarnings("ArrayRecordComponent") // Bulk numbers; never compared.
    private record Drawing(String name, byte[] file, float[] image) {}

    private static Golden answered(ConvNetwork network, Familiar familiar, InputSpec spec, Drawing drawing) {
        try (NoGradGuard _ = new NoGradGuard();
                PointerScope _ = new PointerScope()) {
            network.eval();
            Tensor image = Tensor.create(drawing.image, 1, 3, spec.height(), spec.width());
            Tensor map = network.map(network.grid(image));
            float[] features = Floats.of(map.mean(2, 3));
            return new Golden(
                    drawing.name,
                    drawing.file,
                    drawing.image,
                    Floats.of(network.logits(map)),
                    Floats.of(network.activationMap(map)),
                    familiar.distance(features, drawing.image));
        }
    }

    /// Into a draft's folder and its manifest.
    static void write(List<Golden> goldens, Path draft, ArrayNode list) throws IOException {
        Path folder = Files.createDirectories(draft.resolve("golden"));
        for (Golden one : goldens) {
            Files.write(folder.resolve(one.name + ".jpg"), one.file);
            ObjectNode expected = JSON.createObjectNode();
            numbers(expected.putArray("logits"), one.logits);
            numbers(expected.putArray("map"), one.map);
            expected.put("distance", one.distance);
            Files.write(folder.resolve(one.name + ".json"), JSON.writeValueAsBytes(expected));
            list.addObject()
                    .put("name", one.name)
                    .put("image", "golden/" + one.name + ".jpg")
                    .put("expected", "golden/" + one.name + ".json");
        }
    }

    private static void numbers(ArrayNode list, float[] values) {
        for (float value : values) {
            list.add((double) value);
        }
    }

    /// How far a form's logits are off, or a tenth of its map's places, whatever is more.
    static double worst(List<Golden> goldens, byte[] file, int side) {
        double worst = 0;
        try (OnnxGrader grader = new OnnxGrader(file, side)) {
            for (Golden one : goldens) {
                OnnxGrader.Answer answer = grader.answer(one.image);
                worst = Math.max(worst, off(answer.logits(), one.logits));
                worst = Math.max(worst, off(answer.map(), one.map) / 10);
            }
        }
        return worst;
    }

    private static double off(float[] got, float[] wanted) {
        double off = 0;
        for (int i = 0; i < wanted.length; i++) {
            off = Math.max(off, Math.abs(got[i] - wanted[i]));
        }
        return off;
    }
}
