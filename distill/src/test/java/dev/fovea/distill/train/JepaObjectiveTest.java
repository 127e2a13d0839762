package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.VisionTransformer;
import dev.fovea.distill.train.Objective.Lesson;
import dev.fovea.distill.train.Objective.When;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(300)
class JepaObjectiveTest {
    private static boolean hasGradient(Module module) {
        var all = module.parameters();
        for (long i = 0; i < all.size(); i++) {
            Tensor gradient = all.get(i).grad();
            if (gradient.defined() && gradient.abs().sum().item_float() > 0) {
                return true;
            }
        }
        return false;
    }

    private static float head(VisionTransformer network) {
        return Floats.of(network.head().weight())[0];
    }

    @Test
    void studentAndPredictorLearnAndTheTargetOnlyFollows() {
        torch.manual_seed(5);
        VisionTransformer student = VisionTransformer.tiny(2);
        VisionTransformer target = VisionTransformer.tiny(2);
        JepaObjective objective = new JepaObjective(student, target, 7);
        assertThat(head(target)).isEqualTo(head(student));
        try (PointerScope _ = new PointerScope()) {
            Tensor raw = torch.rand(2, 3, 224, 224);
            Batch batch = new Batch(new float[0], 2, 1, new int[2], new int[] {0, 1}, new double[2]);
            Lesson lesson = new Lesson(batch, raw, Inputs.normalised(raw, Drawn.input(224)), new When(0, 0.5));

            Tensor loss = objective.loss(lesson);
            loss.backward();

            assertThat(objective.loss(lesson).item_double()).isEqualTo(loss.item_double());
            assertThat(hasGradient(student)).isTrue();
            assertThat(objective.beside().values()).hasSize(1).allMatch(JepaObjectiveTest::hasGradient);
            assertThat(objective.opponents().values()).containsExactly(target);
            assertThat(hasGradient(target)).isFalse();

            float before = head(target);
            try (NoGradGuard _ = new NoGradGuard()) {
                student.head().weight().add_(new Scalar(1));
            }
            objective.afterwards();

            // Half way of the course the momentum is 0.998.
            assertThat(head(target) - before).isCloseTo(0.002f, within(1e-5f));
        }
    }

    @Test
    void patchesThatAreNotShownDoNotReachTheStudent() {
        torch.manual_seed(5);
        VisionTransformer student = VisionTransformer.tiny(2);
        student.eval();
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor images = torch.rand(1, 3, 224, 224);
            Tensor places = Tensor.create(new long[] {0, 1, 14}, 1, 3);
            Tensor changed = images.clone();
            changed.narrow(2, 32, 192).fill_(new Scalar(0.5));

            float[] tokens = Floats.of(student.tokens(images, places));

            assertThat(tokens).hasSize(3 * student.width());
            assertThat(Floats.of(student.tokens(changed, places))).containsExactly(tokens, within(1e-5f));
            assertThat(Floats.of(student.see(changed).tokens()))
                    .isNotEqualTo(Floats.of(student.see(images).tokens()));
        }
    }

    @Test
    void theLastEpochIsTheBest() {
        JepaObjective objective = new JepaObjective(VisionTransformer.tiny(2), VisionTransformer.tiny(2), 7);

        assertThat(objective.figure(9, 3)).isGreaterThan(objective.figure(0.1, 2));
    }
}
