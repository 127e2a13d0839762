package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineMetadata;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.FakeEngines;
import dev.fovea.engine.GoldenTensor;
import dev.fovea.engine.Scores;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.model.Laterality;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The built-in bundles through the real image stage and ONNX Runtime, as they are and with one thing spoilt.
class BundleCheckTest {
    @TempDir
    Path scratch;

    @ParameterizedTest
    @MethodSource("dev.fovea.bundle.Bundle#embeddedTasks")
    void aBuiltInBundleAnswersAsAnIndependentProgramDid(String task) {
        Bundle bundle = Bundle.embedded(task);

        try (OnnxEngines source = OnnxEngines.load(bundle.network(OnnxEngines.NAME), 4)) {
            List<GoldenTensor> goldens = BundleCheck.admit(bundle, source);

            assertThat(goldens).hasSizeGreaterThanOrEqualTo(3);
            try (Engine engine = source.open()) {
                assertThat(engine.selfTest(goldens)).isEmpty();
            }
        }
    }

    @Test
    void aNetworkWithADistanceIsHeldAgainstItsGoldenDistance() {
        Bundle bundle = Bundle.open(TinyBundle.write(scratch, manifest -> {}));

        try (OnnxEngines source = OnnxEngines.load(bundle.network(OnnxEngines.NAME), 4)) {
            GoldenTensor golden = BundleCheck.admit(bundle, source).getFirst();

            assertThat(golden.expected().distance()).isPresent();
        }
        // Its network tells a distance, but the engine that would run it does not.
        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> BundleCheck.admit(bundle, new FakeEngines(4)))
                .withMessageContaining("the manifest promises");
    }

    @Test
    void aGoldenLogitThatIsOffIsRefusedByName() {
        Bundle spoilt = spoilt((manifest, files) -> {
            ObjectNode answer = read(files, "golden/drawing-1.json");
            ArrayNode logits = (ArrayNode) answer.get("logits");
            logits.set(1, logits.get(1).doubleValue() + 0.5);
            files.put("golden/drawing-1.json", Json.write(answer));
        });

        refused(spoilt, "does not answer as promised: golden input drawing-1: logit 1");
    }

    @Test
    void aGoldenMapThatIsOffIsRefusedByName() {
        Bundle spoilt = spoilt((manifest, files) -> {
            ObjectNode answer = read(files, "golden/drawing-1.json");
            ArrayNode map = (ArrayNode) answer.get("map");
            map.set(20, map.get(20).doubleValue() + 5);
            files.put("golden/drawing-1.json", Json.write(answer));
        });

        refused(spoilt, "map cell 20");
    }

    @Test
    void aGoldenPictureOfAnotherEyeIsRefused() {
        Bundle spoilt = spoilt((manifest, files) -> files.put(
                "golden/drawing-1.jpg", DrawnEye.healthy(Laterality.LEFT, 7).jpeg(640, 480)));

        refused(spoilt, "golden input drawing-1");
    }

    @Test
    void aGoldenPictureThatCannotBeGradedIsRefused() {
        Bundle spoilt = spoilt((manifest, files) -> files.put("golden/drawing-1.jpg", new byte[] {1, 2, 3}));

        refused(spoilt, "golden picture drawing-1 does not pass the quality gate");
    }

    @Test
    void aBiasThatIsNotTheNetworksIsRefused() {
        Bundle spoilt = spoilt((manifest, files) ->
                manifest.putArray("bias").add(0.1).add(0).add(0).add(0));

        refused(spoilt, "contradicts itself");
    }

    @Test
    void aNetworkThatMixesTheRowsOfABatchIsRefused() {
        Bundle bundle = Bundle.embedded("fundus4");

        try (OnnxEngines source = OnnxEngines.load(bundle.network(OnnxEngines.NAME), 4)) {
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> BundleCheck.admit(bundle, new Mixing(source)))
                    .withMessageContaining("does not answer as promised: in a batch of 4, golden input");
        }
    }

    /// Answers each image of a batch with the answer of the next one.
    private record Mixing(EngineSource source) implements EngineSource {
        @Override
        public EngineMetadata metadata() {
            return source.metadata();
        }

        @Override
        public Engine open() {
            Engine right = source.open();
            return new Engine() {
                @Override
                public EngineMetadata metadata() {
                    return right.metadata();
                }

                @Override
                public List<Scores> run(List<FloatBuffer> images) {
                    List<Scores> answers = new ArrayList<>(right.run(images));
                    Collections.rotate(answers, 1);
                    return answers;
                }

                @Override
                public void close() {
                    right.close();
                }
            };
        }

        @Override
        public void renew() {
            source.renew();
        }

        @Override
        public void close() {}
    }

    @Test
    void anEngineOfOtherShapesIsRefused() {
        Bundle bundle = Bundle.embedded("fundus4");

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> BundleCheck.admit(bundle, new FakeEngines(1)))
                .withMessageContaining("the manifest promises");
    }

    private void refused(Bundle bundle, String complaint) {
        try (OnnxEngines source = OnnxEngines.load(bundle.network(OnnxEngines.NAME), 1)) {
            assertThatExceptionOfType(BundleException.class)
                    .isThrownBy(() -> BundleCheck.admit(bundle, source))
                    .withMessageContaining(complaint);
        }
    }

    /// The built-in fundus bundle, changed and packed again with right hashes.
    private Bundle spoilt(BiConsumer<ObjectNode, Map<String, byte[]>> change) {
        Map<String, byte[]> files = BundleFiles.readClassPath("/dev/fovea/bundle/fundus4");
        ObjectNode manifest = read(files, "manifest.json");
        manifest.remove("files");
        files.remove("manifest.sig");
        change.accept(manifest, files);
        files.put("manifest.json", Json.write(manifest));
        files.forEach(
                (name, content) -> BundleFixture.write(scratch.resolve("draft").resolve(name), content));
        return BundleWriter.write(scratch.resolve("draft"), scratch.resolve("spoilt"));
    }

    private static ObjectNode read(Map<String, byte[]> files, String name) {
        return (ObjectNode) Json.read(name, Objects.requireNonNull(files.get(name), name));
    }
}
