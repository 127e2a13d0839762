package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.loss.ClassWeights;
import dev.fovea.distill.loss.CrossEntropy;
import dev.fovea.distill.loss.SourceHead;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.MobileNetV2;
import dev.fovea.distill.net.StateNames;
import dev.fovea.distill.net.VisionTransformer;
import dev.fovea.distill.train.Objective.Lesson;
import dev.fovea.distill.train.Objective.When;
import dev.fovea.distill.train.Recipe.Averaging;
import dev.fovea.distill.train.Recipe.Method;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

class CrossObjectiveTest {
    private static final Recipe RECIPE = new Recipe(
            new Recipe.Corpus("eyes", "fundus", "split.json", "pixels"),
            Drawn.model("mobilenet_v2", 224),
            Drawn.course(10, Averaging.NONE),
            Drawn.taught(Method.CROSS, Path.of("teacher")));

    private static Map<String, Double> sums(Module module) {
        Map<String, Double> sums = new TreeMap<>();
        StateNames.state(module).forEach((name, tensor) -> {
            double sum = 0;
            for (float value : Floats.of(tensor)) {
                sum += Math.abs(value);
            }
            sums.put(name, sum);
        });
        return sums;
    }

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

    @Test
    void studentAndDiscriminatorTakeTurnsAndTheTeacherStands() {
        torch.manual_seed(1);
        MobileNetV2 student = new MobileNetV2(2);
        VisionTransformer teacher = VisionTransformer.tiny(2);
        Truth truth = new Truth(
                new CrossEntropy(ClassWeights.even(2), 0), 0, Recipe.Sources.PLAIN, 1, -1, new float[][] {{1, 1}, {1, 1}
                });
        SourceAdversary adversary = new SourceAdversary(new SourceHead(1280, 2), new int[] {0, 1}, 1);
        CrossObjective objective = new CrossObjective(
                student, new CrossObjective.Teacher(teacher, Drawn.input(224)), truth, RECIPE, Optional.of(adversary));
        assertThat(objective.beside()).containsKey("source-head");
        Module discriminator = objective.opponents().values().iterator().next();
        Map<String, Double> teacherBefore = sums(teacher);
        Map<String, Double> discriminatorBefore = sums(discriminator);
        try (PointerScope _ = new PointerScope()) {
            Tensor raw = torch.rand(4, 3, 224, 224);
            Batch batch = new Batch(Floats.of(raw), 2, 2, new int[] {0, 1}, new int[] {0, 1}, new double[4]);
            Tensor images = Inputs.normalised(raw, Drawn.input(224));

            objective.loss(new Lesson(batch, raw, images, new When(9, 0.9))).backward();

            assertThat(hasGradient(student)).isTrue();
            assertThat(objective.beside().values()).allMatch(CrossObjectiveTest::hasGradient);
            assertThat(hasGradient(discriminator)).isFalse();
            assertThat(sums(discriminator)).isEqualTo(discriminatorBefore);
            Map<String, Double> studentBefore = sums(student);
            student.zero_grad(true);

            objective.afterwards();

            assertThat(sums(discriminator)).isNotEqualTo(discriminatorBefore);
            assertThat(hasGradient(student)).isFalse();
            assertThat(sums(student)).isEqualTo(studentBefore);
            assertThat(hasGradient(teacher)).isFalse();
            assertThat(sums(teacher)).isEqualTo(teacherBefore);
        }
    }
}
