package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AblationTest {
    @TempDir
    Path folder;

    private static Candidate student(String arm, long seed, double balanced, double area) {
        Map<String, Double> figures = new LinkedHashMap<>();
        figures.put(Candidate.BALANCED, balanced);
        figures.put(Candidate.AREA, area);
        return new Candidate(arm, seed, figures);
    }

    /// The one is better by 0.02 to 0.04 with every seed, in the other figure once better and once worse.
    private static Ablation ablation() {
        return new Ablation(
                List.of("split: abc"),
                List.of("supervised", "logits"),
                List.of(
                        student("supervised", 1, 0.70, 0.90),
                        student("logits", 1, 0.72, 0.91),
                        student("supervised", 2, 0.80, 0.92),
                        student("logits", 2, 0.83, 0.92),
                        student("supervised", 3, 0.60, 0.88),
                        student("logits", 3, 0.64, 0.87)),
                List.of(student("teacher big", 9, 0.91, 0.97)));
    }

    @Test
    void theTableHasMeansSpreadsTheTeacherAndEveryValue() throws IOException {
        Path file = folder.resolve("ablation.md");

        ablation().write(file);

        assertThat(Files.readString(file))
                .contains("- split: abc")
                .contains("| supervised | 3 | 0.700 ± 0.100 | 0.900 ± 0.020 |")
                .contains("| teacher big | 1 | 0.910 | 0.970 |")
                .contains("| logits | 3 | 0.640 | 0.870 |");
    }

    @Test
    void aDifferenceThatEverySeedShowsIsFoundThoughTheArmsThemselvesSpreadMore() {
        Verdict verdict = Verdict.of(
                ablation().students().stream()
                        .filter(one -> one.arm().equals("logits"))
                        .toList(),
                ablation().students().stream()
                        .filter(one -> one.arm().equals("supervised"))
                        .toList(),
                Candidate.BALANCED);

        // 4.303 x 0.01 / sqrt(3): differences 0.02, 0.03 and 0.04.
        assertThat(verdict.margin()).isCloseTo(0.02484, within(1e-5));
        assertThat(verdict.spread()).isCloseTo(0.1, within(1e-9));
        assertThat(ablation().sentences().getFirst())
                .startsWith("logits against supervised, balanced accuracy: +0.030 on average (seed by seed: +0.020,"
                        + " +0.030, +0.040)")
                .endsWith("logits helped.");
    }

    @Test
    void aDifferenceWithinWhatSeedsDoIsSaidToShowNothing() {
        assertThat(ablation().sentences().getLast())
                .contains("+0.000 on average")
                .contains("not shown that logits helped or did harm: better with 1 of 3 seeds");
    }

    @Test
    void harmIsCalledHarmAndOneSeedIsCalledOne() {
        List<Candidate> students = List.of(
                student("a", 1, 0.9, 0.9),
                student("b", 1, 0.5, 0.9),
                student("a", 2, 0.8, 0.9),
                student("b", 2, 0.41, 0.9));

        Ablation two = new Ablation(List.of(), List.of("a", "b"), students, List.of());
        Ablation one = new Ablation(List.of(), List.of("a", "b"), students.subList(0, 2), List.of());

        assertThat(two.sentences().getFirst()).endsWith("b did harm.");
        assertThat(one.sentences().getFirst()).contains("One seed has no spread");
    }

    @Test
    void anArmWithoutAStudentIsRefused() {
        assertThatThrownBy(() -> new Ablation(List.of(), List.of("a"), List.of(), List.of()))
                .hasMessageContaining("the arm a has no student");
    }
}
