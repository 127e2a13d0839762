package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.loss.ClassWeights;
import dev.fovea.distill.loss.CrossEntropy;
import dev.fovea.distill.loss.SoftTargets;
import dev.fovea.distill.loss.SourceHead;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.MobileNetV2;
import dev.fovea.distill.train.Objective.Lesson;
import dev.fovea.distill.train.Objective.When;
import dev.fovea.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoftObjectiveTest {
    private static final List<Sample> SAMPLES = List.of(sample("a", "north"), sample("b", "south"));

    @TempDir
    private Path folder;

    private static Sample sample(String name, String source) {
        Sha256 hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        return new Sample(name, Path.of(name), 1, "lit", source, name, hash);
    }

    private SoftObjective objective(MobileNetV2 student, Optional<SourceAdversary> adversary) {
        TeacherCache teacher = TeacherCache.of(folder, SAMPLES.getFirst().sha256(), 2);
        teacher.add(SAMPLES.stream()
                .map(one -> new Grading.Answer(one, new float[] {-1, 1}, new float[0]))
                .toList());
        Truth truth = new Truth(
                new CrossEntropy(ClassWeights.even(2), 0), 0, Recipe.Sources.PLAIN, 1, -1, new float[][] {{1, 1}, {1, 1}
                });
        return new SoftObjective(
                student, truth, new SoftTargets(0.3, 4), List.of(teacher), SAMPLES, new Mixup(0, 1), adversary);
    }

    @Test
    void theSourceIsUnlearnedBesideATeacher() {
        torch.manual_seed(3);
        MobileNetV2 student = new MobileNetV2(2);
        student.eval();
        SourceAdversary adversary = SourceAdversary.of(SAMPLES, 1280, 1);
        SourceHead head = adversary.head();
        try (PointerScope _ = new PointerScope()) {
            Tensor raw = torch.rand(2, 3, 32, 32);
            Batch batch = new Batch(Floats.of(raw), 2, 1, new int[] {1, 1}, new int[] {0, 1}, new double[2]);
            Lesson lesson = new Lesson(batch, raw, Inputs.normalised(raw, Drawn.input(32)), new When(1, 1));
            SoftObjective with = objective(student, Optional.of(adversary));

            double alone = objective(student, Optional.empty()).loss(lesson).item_double();
            Tensor both = with.loss(lesson);
            both.backward();

            // The head is asked for one of two sources and knows nothing yet: about log 2.
            assertThat(both.item_double() - alone).isBetween(0.5, 0.9);
            assertThat(with.beside()).containsKey("source-head");
            assertThat(head.parameters().get(0).grad().abs().sum().item_float()).isPositive();
        }
    }
}
