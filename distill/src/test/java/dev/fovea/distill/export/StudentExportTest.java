package dev.fovea.distill.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fovea.distill.export.Grader.Answer;
import dev.fovea.distill.net.CameraSpace;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.ConvOptions;
import dev.fovea.distill.net.FeatureSpace;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.LocalNormalisation;
import dev.fovea.distill.net.MobileNetV2;
import dev.fovea.distill.net.Novelty;
import dev.fovea.distill.net.Randomised;
import dev.fovea.distill.net.ResNet18;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every exported form answers as the network does in PyTorch, batch norms at random.
class StudentExportTest {
    private static final List<String> CLASSES = List.of("a", "b", "c", "d");
    private static final int SIDE = 224;
    private static final long MEGABYTE = 1_000_000;
    private static final LocalNormalisation STAGE = new LocalNormalisation(64, 0.1f);

    static Stream<Arguments> students() {
        return Stream.of(
                student("MobileNetV2, torchvision's padding", () -> new MobileNetV2(4)),
                student("MobileNetV2, SAME", () -> new MobileNetV2(4, ConvOptions.TENSORFLOW)),
                student(
                        "MobileNetV2, SAME, normalising",
                        () -> new MobileNetV2(4, ConvOptions.TENSORFLOW.normalised(STAGE))),
                student("ResNet18", () -> new ResNet18(4)));
    }

    private static Arguments student(String name, Supplier<ConvNetwork> maker) {
        return Arguments.of(name, maker);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("students")
    void singlePrecisionIsTheNetwork(String name, Supplier<ConvNetwork> maker) throws OrtException {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            torch.manual_seed(11);
            ConvNetwork network = Randomised.norms(maker.get());
            StudentExport export = new StudentExport(network, CLASSES, SIDE);

            try (Grader grader = new Grader(export.write(new Form.Single(), Map.of()))) {
                for (int count : new int[] {1, 5}) {
                    Tensor images = Randomised.images(count, SIDE);
                    Answer expected = answer(network, images);
                    Answer answer = grader.answer(Floats.of(images), Floats.shape(images));

                    assertThat(answer.logits()).as(name).containsExactly(expected.logits(), within(1e-4f));
                    assertThat(answer.map()).as(name).containsExactly(expected.map(), within(1e-4f));
                    assertThat(spread(expected.logits())).isGreaterThan(0.01f);
                    assertMapExplainsLogits(answer, export, 1e-4f);
                }
            }
        }
    }

    @Test
    void everyFormStaysNearAndSmall() throws OrtException {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            torch.manual_seed(12);
            MobileNetV2 network = Randomised.settled(new MobileNetV2(4, ConvOptions.TENSORFLOW), SIDE);
            StudentExport export = new StudentExport(network, CLASSES, SIDE);
            Ranges ranges = Calibrator.measure(export, calibration(8));
            Tensor images = Randomised.images(5, SIDE);
            Answer expected = answer(network, images);

            near(export, new Form.Single(), new Bound(9 * MEGABYTE, 1 - 1e-8), images, expected);
            near(export, new Form.Half(), new Bound(4_500_000, 0.999), images, expected);
            near(export, new Form.Int8(ranges), new Bound(2_700_000, 0.5), images, expected);
            near(export, new Form.SymmetricInt8(ranges), new Bound(2_700_000, 0.5), images, expected);
        }
    }

    @Test
    void aNormalisingStudentSurvivesEveryForm() throws OrtException {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            torch.manual_seed(13);
            MobileNetV2 network =
                    Randomised.settled(new MobileNetV2(4, ConvOptions.TORCHVISION.normalised(STAGE)), SIDE);
            StudentExport export = new StudentExport(network, CLASSES, SIDE);
            Ranges ranges = Calibrator.measure(export, calibration(4));
            Tensor images = Randomised.images(2, SIDE);
            Answer expected = answer(network, images);

            near(export, new Form.Half(), new Bound(4_500_000, 0.999), images, expected);
            near(export, new Form.Int8(ranges), new Bound(2_700_000, 0.5), images, expected);
            near(export, new Form.SymmetricInt8(ranges), new Bound(2_700_000, 0.5), images, expected);
        }
    }

    /// A network nobody trained enlarges rounding from layer to layer, so single numbers say little about a coarse
    /// form; that all of them together point the same way says that no scale or zero point is wrong. With a wrong
    /// one the cosine is about 0.
    ///
    /// @param cosine at least so much between the map as it should be and as it is
    private record Bound(long bytes, double cosine) {}

    private static double cosine(float[] a, float[] b) {
        double dot = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            dot += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return dot / Math.sqrt(aa * bb);
    }

    private static void near(StudentExport export, Form form, Bound bound, Tensor images, Answer expected)
            throws OrtException {
        byte[] file = export.write(form, Map.of());
        try (Grader grader = new Grader(file)) {
            Answer answer = grader.answer(Floats.of(images), Floats.shape(images));

            double cosine = cosine(answer.map(), expected.map());
            System.out.printf("%s: %d bytes, map at a cosine of %.6f%n", form.precision(), file.length, cosine);
            assertThat(file.length).as(form.precision()).isLessThanOrEqualTo((int) bound.bytes);
            assertThat(cosine).as(form.precision()).isGreaterThan(bound.cosine);
            assertMapExplainsLogits(answer, export, 0.01f * largest(expected.map()));
        }
    }

    @Test
    void theFileSaysWhatItIs() throws OrtException {
        try (PointerScope _ = new PointerScope()) {
            MobileNetV2 network = new MobileNetV2(4, ConvOptions.TENSORFLOW);
            StudentExport export = new StudentExport(network, CLASSES, SIDE);

            byte[] file = export.write(new Form.Single(), Map.of("commit", "abc"));

            try (Grader grader = new Grader(file)) {
                assertThat(grader.metadata())
                        .containsEntry("classes", "a,b,c,d")
                        .containsEntry("precision", "fp32")
                        .containsEntry("padding", "same")
                        .containsEntry("local_normalisation", "none")
                        .containsEntry("commit", "abc");
            }
            assertThat(export.mapSide()).isEqualTo(7);
            assertThat(export.bias()).hasSize(4);
        }
    }

    @Test
    void theDistanceInTheFileIsThatOfTheNovelty() throws Exception {
        try (PointerScope _ = new PointerScope()) {
            MobileNetV2 network = Randomised.settled(new MobileNetV2(4), 64);
            double[][] features = new double[30][];
            double[][] figures = new double[features.length][];
            int[] labels = new int[features.length];
            for (int i = 0; i < features.length; i++) {
                Tensor image = Randomised.images(1, 64).clamp(ends(-1), ends(1));
                features[i] = pooled(network, image);
                figures[i] = CameraSpace.figures(Floats.of(image), 64);
                labels[i] = i % 3;
            }
            FeatureSpace space = FeatureSpace.fit(features, labels, 3, 3);
            CameraSpace cameras = CameraSpace.fit(figures, labels, 3);
            Tensor image = Randomised.images(1, 64).clamp(ends(-1), ends(1)).mul(new Scalar(0.7));
            double seen = space.distance(pooled(network, image));
            double looked = cameras.distance(CameraSpace.figures(Floats.of(image), 64));

            // Once the one is more, once the other.
            Novelty content = new Novelty(space, seen, cameras, 10 * looked);
            Novelty look = new Novelty(space, 10 * seen, cameras, looked / 2);
            for (Form form : List.of(new Form.Single(), new Form.Half())) {
                double off = form instanceof Form.Half ? 0.05 : 2e-3;
                assertThat(distance(content, network, form, image)).isCloseTo(1, within(off));
                assertThat(distance(look, network, form, image)).isCloseTo(2, within(2 * off));
            }
        }
    }

    private static ScalarOptional ends(double value) {
        return new ScalarOptional(new Scalar(value));
    }

    private static double distance(Novelty novelty, ConvNetwork network, Form form, Tensor image) throws OrtException {
        byte[] file = new StudentExport(network, CLASSES, 64, Optional.of(novelty)).write(form, Map.of());
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (OrtSession session = environment.createSession(file);
                OnnxTensor in = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(Floats.of(image)), new long[] {1, 3, 64, 64});
                OrtSession.Result result = session.run(Map.of(StudentExport.INPUT, in))) {
            OnnxTensor distance =
                    (OnnxTensor) result.get(StudentExport.DISTANCE).orElseThrow();
            assertThat(distance.getInfo().getShape()).containsExactly(1);
            return distance.getFloatBuffer().get(0);
        }
    }

    private static double[] pooled(MobileNetV2 network, Tensor image) {
        float[] values = Floats.of(network.map(network.grid(image)).mean(2, 3));
        double[] made = new double[values.length];
        Arrays.setAll(made, i -> values[i]);
        return made;
    }

    @Test
    void classesMustBeAsManyAsAnswers() {
        try (PointerScope _ = new PointerScope()) {
            MobileNetV2 network = new MobileNetV2(4);

            assertThatThrownBy(() -> new StudentExport(network, List.of("a", "b"), SIDE))
                    .hasMessageContaining("answers 4 classes, named were 2");
        }
    }

    @Test
    void calibrationNeedsImagesOfTheRightSize() {
        try (PointerScope _ = new PointerScope()) {
            StudentExport export = new StudentExport(new MobileNetV2(4), CLASSES, 64);

            assertThatThrownBy(() -> Calibrator.measure(export, List.of()))
                    .isInstanceOf(ExportException.class)
                    .hasMessageContaining("at least one image");
            assertThatThrownBy(() -> Calibrator.measure(export, List.of(new float[5])))
                    .hasMessageContaining("3 x 64 x 64 numbers, had 5");
        }
    }

    @Test
    void calibrationSeesTheClippedActivations() {
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            MobileNetV2 network = Randomised.norms(new MobileNetV2(4));
            StudentExport export = new StudentExport(network, CLASSES, 64);

            Ranges ranges = Calibrator.measure(
                    export, List.of(Floats.of(Randomised.images(1, 64)), Floats.of(Randomised.images(1, 64))));

            assertThat(ranges.values()).hasSize(network.steps().size() + 1);
            assertThat(ranges.values().getFirst().min()).isBetween(-1f, -0.99f);
            assertThat(ranges.values().getLast().min()).isZero();
            assertThat(ranges.values().getLast().max()).isBetween(0.01f, 6f);
        }
    }

    private static List<float[]> calibration(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> Floats.of(Randomised.images(1, SIDE)))
                .toList();
    }

    private static Answer answer(ConvNetwork network, Tensor images) {
        Tensor map = network.map(network.grid(images));
        return new Answer(Floats.of(network.logits(map)), Floats.of(network.activationMap(map)));
    }

    /// The mean of a class's map, plus its bias, is its score.
    private static void assertMapExplainsLogits(Answer answer, StudentExport export, float tolerance) {
        int places = answer.map().length / answer.logits().length;
        for (int i = 0; i < answer.logits().length; i++) {
            double sum = export.bias()[i % CLASSES.size()];
            for (int place = 0; place < places; place++) {
                sum += answer.map()[i * places + place] / (double) places;
            }
            assertThat((float) sum).isCloseTo(answer.logits()[i], within(tolerance));
        }
    }

    private static float farthest(float[] one, float[] other) {
        assertThat(one).hasSameSizeAs(other);
        return (float) IntStream.range(0, one.length)
                .mapToDouble(i -> Math.abs(one[i] - other[i]))
                .max()
                .orElseThrow();
    }

    private static float largest(float[] values) {
        return farthest(values, new float[values.length]);
    }

    private static float spread(float[] values) {
        return (float) (IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i])
                        .max()
                        .orElseThrow()
                - IntStream.range(0, values.length)
                        .mapToDouble(i -> values[i])
                        .min()
                        .orElseThrow());
    }
}
