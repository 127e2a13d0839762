package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Draws;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.train.Objective.Lesson;
import dev.fovea.distill.train.Objective.When;
import dev.fovea.distill.train.Recipe.Method;
import java.nio.file.Path;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class MixupTest {
    /// Four pictures of one number, which is also their label.
    private static Lesson lesson(double progress) {
        Batch batch = new Batch(
                new float[0], 4, 1, new int[] {0, 1, 2, 3}, new int[] {10, 11, 12, 13}, new double[] {0, 0.1, 0.2, 0.3
                });
        Tensor images = Tensor.create(new float[] {0, 1, 2, 3}, 4, 1);
        return new Lesson(batch, images, images, new When(1, progress));
    }

    /// The mean of what the labels say the pictures should be.
    private static Tensor told(Batch batch) {
        return Tensor.create(new float[] {
            (float) Arrays.stream(batch.labels()).mapToDouble(i -> i * i).sum() + batch.labels()[0]
        });
    }

    @Test
    void picturesAreMixedInTheSharesInWhichBothAnswersAreAsked() {
        try (PointerScope _ = new PointerScope()) {
            Mixup.Mixed mixed = new Mixup(0.8, 3).of(lesson(0.25));

            float[] images = Floats.of(mixed.images());
            for (int i = 0; i < 4; i++) {
                int partner = mixed.other().labels()[i];
                assertThat(images[i])
                        .isCloseTo((float) (mixed.share() * i + (1 - mixed.share()) * partner), within(1e-5f));
                assertThat(mixed.other().positions()[i]).isEqualTo(10 + partner);
                assertThat(mixed.other().haze()[i]).isCloseTo(0.1 * partner, within(1e-9));
            }
            double wanted = mixed.share() * told(mixed.own()).item_double()
                    + (1 - mixed.share()) * told(mixed.other()).item_double();
            assertThat(mixed.loss(MixupTest::told).item_double()).isCloseTo(wanted, within(1e-5));
        }
    }

    @Test
    void theStepSettlesWhatIsDrawn() {
        try (PointerScope _ = new PointerScope()) {
            Mixup mixup = new Mixup(0.8, 3);

            assertThat(mixup.of(lesson(0.25)).share())
                    .isEqualTo(mixup.of(lesson(0.25)).share());
            assertThat(mixup.of(lesson(0.5)).share())
                    .isNotEqualTo(mixup.of(lesson(0.25)).share());
        }
    }

    @Test
    void withoutAlphaNothingIsMixed() {
        try (PointerScope _ = new PointerScope()) {
            Lesson lesson = lesson(0.25);

            Mixup.Mixed mixed = new Mixup(0, 3).of(lesson);

            assertThat(mixed.images()).isSameAs(lesson.images());
            assertThat(mixed.loss(MixupTest::told).item_double())
                    .isEqualTo(told(lesson.batch()).item_double());
        }
    }

    @Test
    void sharesAreThoseOfTheBetaDistribution() {
        for (double alpha : new double[] {0.2, 1}) {
            Draws draws = new Draws(8);
            double[] shares = new double[20_000];
            Arrays.setAll(shares, i -> new Mixup(alpha, 0).share(draws));

            double mean = Arrays.stream(shares).average().orElseThrow();
            double variance = Arrays.stream(shares)
                    .map(share -> (share - mean) * (share - mean))
                    .average()
                    .orElseThrow();

            assertThat(mean).isCloseTo(0.5, within(0.01));
            assertThat(variance).isCloseTo(0.25 / (2 * alpha + 1), within(0.01));
        }
    }

    @Test
    void whereItMakesNoSenseItIsRefused() {
        assertThatThrownBy(() -> Drawn.alone(Method.CONTRAST).mixed(0.2)).hasMessageContaining("not for CONTRAST");
        assertThatThrownBy(() -> Drawn.taught(Method.CROSS, Path.of("t")).mixed(0.2))
                .hasMessageContaining("not for CROSS");
        assertThatThrownBy(() -> Drawn.alone(Method.SUPERVISED).mixed(2)).hasMessageContaining("was 2.0");
        assertThatThrownBy(() -> Drawn.alone(Method.SUPERVISED).mixed(0.001))
                .hasMessageContaining("0.01 to 1, was 0.001");
        assertThatThrownBy(() -> Drawn.alone(Method.SUPERVISED).mixed(Double.NaN))
                .hasMessageContaining("was NaN");
        assertThatThrownBy(() -> Drawn.alone(Method.SUPERVISED).mixed(0.2).against(0.1))
                .hasMessageContaining("exclude each other");
    }
}
