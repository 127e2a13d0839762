package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.DrawnSamples;
import dev.fovea.distill.data.DrawnTruth;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.loss.ClassWeights;
import dev.fovea.distill.loss.CrossEntropy;
import dev.fovea.distill.train.Recipe.Averaging;
import dev.fovea.distill.train.Recipe.Method;
import dev.fovea.distill.train.Recipe.Sources;
import dev.fovea.model.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class TruthTest {
    private static final List<String> CLASSES = List.of("cloudy", "spots", "cup", "well");
    /// One camera shows spots and the well, another the cup and the well, a third cloudy lenses only.
    private static final List<Sample> SAMPLES = List.of(
            sample("spots", "one"),
            sample("well", "one"),
            sample("cup", "two"),
            sample("well", "two"),
            sample("cloudy", "three"),
            sample("well", DrawnSamples.SOURCE));

    @Test
    void aPictureIsComparedAmongTheClassesOfItsSourceAndTheCloudedOne() {
        Truth truth = truth(new Sources(0, "cloudy", 0, Map.of()));

        assertThat(truth.allowed()[0]).containsExactly(1, 1, 0, 1);
        assertThat(truth.allowed()[3]).containsExactly(1, 0, 1, 1);
    }

    @Test
    void aSourceOfOneClassAndDrawingsAreComparedAmongAll() {
        Truth truth = truth(new Sources(0, "cloudy", 0, Map.of()));

        assertThat(truth.allowed()[4]).containsOnly(1);
        assertThat(truth.allowed()[5]).containsOnly(1);
    }

    @Test
    void onlyAHealthyEyeBehindMuchHazeBecomesClouded() {
        Truth truth = truth(new Sources(0, "cloudy", 0, Map.of()));
        Batch batch = batch(new int[] {1, 1, 0}, new double[] {0.8, 0.1, 0.8});

        assertThat(truth.changed(batch, 0)).isTrue();
        assertThat(truth.changed(batch, 1)).isFalse();
        assertThat(truth.changed(batch, 2)).isFalse();
        assertThat(truth(Sources.PLAIN).changed(batch, 0)).isFalse();
    }

    @Test
    void theCloudedEyeIsTaughtAsClouded() {
        try (PointerScope _ = new PointerScope()) {
            Tensor logits = Tensor.create(new float[] {9, 0, 0, 0}, 1, 4);

            double clouded = truth(new Sources(0, "cloudy", 0, Map.of()))
                    .loss(logits, batch(new int[] {1}, new double[] {0.8}))
                    .item_double();
            double clear = truth(new Sources(0, "cloudy", 0, Map.of()))
                    .loss(logits, batch(new int[] {1}, new double[] {0}))
                    .item_double();

            assertThat(clouded).isLessThan(0.01);
            assertThat(clear).isGreaterThan(8);
        }
    }

    @Test
    void theLossIsSharedBetweenOwnSourceAndAllClasses() {
        try (PointerScope _ = new PointerScope()) {
            Tensor logits = Tensor.create(new float[] {0, 1, 3, -1}, 1, 4);
            Batch batch = batch(new int[] {0}, new double[] {0});

            double within =
                    truth(new Sources(0, "", 0, Map.of())).loss(logits, batch).item_double();
            double across = truth(Sources.PLAIN).loss(logits, batch).item_double();
            double both = truth(new Sources(0.25, "", 0, Map.of()))
                    .loss(logits, batch)
                    .item_double();

            assertThat(within).isCloseTo(Math.log(1 + Math.exp(-2)), within(1e-5));
            assertThat(both).isCloseTo(0.75 * within + 0.25 * across, within(1e-5));
        }
    }

    @Test
    void drawingsNeedTheirClasses() {
        assertThatThrownBy(() -> new Sources(1, "", 0.1, Map.of())).hasMessageContaining("the classes they stand for");
        assertThatThrownBy(() -> new Sources(1.5, "", 0, Map.of())).hasMessageContaining("across must be 0 to 1");
        assertThatThrownBy(() -> DrawnSamples.of(Map.of(DrawnTruth.SPOTS, "measles"), CLASSES, 1, Path.of("drawings")))
                .hasMessageContaining("SPOTS is to be the class measles");
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        assertThatThrownBy(() -> truth(new Sources(1, "clowdy", 0, Map.of())))
                .hasMessageContaining("clouded must be one of")
                .hasMessageContaining("was clowdy");
        assertThatThrownBy(() -> truth(new Sources(1, "well", 0, Map.of()))).hasMessageContaining("and not well");
        Recipe plain = Drawn.recipe(new Recipe.Corpus("eyes", "fundus", "split", "cache"), 1, Averaging.NONE);
        Recipe.Teaching focal = new Recipe.Teaching(
                Method.SUPERVISED,
                false,
                0,
                2,
                List.of(),
                1,
                1,
                plain.teaching().comparison(),
                0,
                0,
                0);
        assertThatThrownBy(() -> new Recipe(
                        plain.corpus(), plain.model(), plain.course(), focal, new Sources(0.5, "", 0, Map.of())))
                .hasMessageContaining("across 0.5 goes with neither");
    }

    private static Truth truth(Sources sources) {
        Recipe plain = Drawn.recipe(new Recipe.Corpus("eyes", "fundus", "split", "cache"), 1, Averaging.NONE);
        Recipe.Model model = new Recipe.Model(
                "mobilenet_v2",
                CLASSES,
                "well",
                "",
                "torchvision",
                0,
                0.1,
                0,
                plain.model().input());
        Recipe.Teaching teaching = new Recipe.Teaching(
                Method.SUPERVISED,
                false,
                0,
                0,
                List.of(),
                1,
                1,
                Drawn.alone(Method.SUPERVISED).comparison(),
                0,
                0,
                0);
        Recipe recipe = new Recipe(plain.corpus(), model, plain.course(), teaching, sources);
        return Truth.of(recipe, new CrossEntropy(ClassWeights.even(4), 0), SAMPLES);
    }

    private static Batch batch(int[] positions, double[] haze) {
        int[] labels = new int[positions.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = SAMPLES.get(positions[i]).label();
        }
        return new Batch(new float[0], positions.length, 1, labels, positions, haze);
    }

    private static Sample sample(String className, String source) {
        return new Sample(
                className + source,
                Path.of(className),
                CLASSES.indexOf(className),
                className,
                source,
                className + source,
                Sha256.of(new byte[] {1}));
    }
}
