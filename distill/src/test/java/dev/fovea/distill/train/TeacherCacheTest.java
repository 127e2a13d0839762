package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.distill.data.Sample;
import dev.fovea.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TeacherCacheTest {
    private static final Sha256 TEACHER = Sha256.of(new byte[] {1});
    private static final Sha256 OTHER = Sha256.of(new byte[] {2});

    @TempDir
    private Path folder;

    private static Sample sample(String name, String bytes) {
        Sha256 hash = Sha256.of(bytes.getBytes(StandardCharsets.UTF_8));
        return new Sample(name, Path.of(name), 0, "c", "s", "g", hash);
    }

    private static Grading.Answer answer(Sample sample, float... logits) {
        return new Grading.Answer(sample, logits, new float[0]);
    }

    @Test
    void whatIsKeptIsKnownAgainByThePicturesBytes() {
        TeacherCache.of(folder, TEACHER, 2).add(List.of(answer(sample("a", "A"), 0.1f, -3.25e-7f)));

        TeacherCache again = TeacherCache.of(folder, TEACHER, 2);

        assertThat(again.logits(sample("renamed", "A"))).containsExactly(0.1f, -3.25e-7f);
        assertThat(again.missing(List.of(sample("a", "A"), sample("b", "B"), sample("b2", "B"))))
                .extracting(Sample::name)
                .containsExactly("b");
    }

    @Test
    void anotherTeachersAnswersAreOthers() {
        TeacherCache.of(folder, TEACHER, 2).add(List.of(answer(sample("a", "A"), 1, 2)));

        assertThat(TeacherCache.of(folder, OTHER, 2).missing(List.of(sample("a", "A"))))
                .hasSize(1);
    }

    @Test
    void severalTeachersAreAveraged() {
        TeacherCache one = TeacherCache.of(folder, TEACHER, 2);
        TeacherCache two = TeacherCache.of(folder, OTHER, 2);
        one.add(List.of(answer(sample("a", "A"), 1, 2)));
        two.add(List.of(answer(sample("a", "A"), 3, -2)));

        assertThat(TeacherCache.mean(List.of(one, two), sample("a", "A"))).containsExactly(2, 0);
    }

    @Test
    void aPictureItHasNotSeenAndAnotherNumberOfClassesAreNamed() {
        TeacherCache cache = TeacherCache.of(folder, TEACHER, 2);
        cache.add(List.of(answer(sample("a", "A"), 1, 2)));

        assertThatThrownBy(() -> cache.logits(sample("b", "B"))).hasMessageContaining("has not seen b");
        assertThatThrownBy(() -> TeacherCache.of(folder, TEACHER, 3)).hasMessageContaining("2 scores, not 3");
    }
}
