package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.distill.data.DrawnTruth;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.measure.Confusion;
import dev.fovea.distill.measure.Curve;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.train.Recipe.Averaging;
import dev.fovea.distill.train.Recipe.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class TrainerTest {
    @TempDir
    private Path folder;

    private Run run(String name, Recipe recipe) {
        return Run.begin(folder.resolve(name), recipe, Map.of());
    }

    private static void train(Run run, int until) throws InterruptedException {
        try (Lessons lessons =
                Lessons.open(run.recipe().corpus(), run.recipe().model().input())) {
            Trainer.train(run, lessons, Progress.NONE, until);
        }
    }

    @Test
    void itLearnsToTellDarkEyesFromLitOnes() throws InterruptedException {
        Run run = run("learn", Drawn.recipe(Drawn.corpus(folder), 12, Averaging.NONE));

        train(run, 12);

        Curve loss = run.curves().getFirst();
        assertThat(loss.name()).isEqualTo("loss");
        assertThat(loss.y()).hasSize(12);
        assertThat(loss.y().getLast()).isLessThan(0.6 * loss.y().getFirst());
        try (Lessons lessons =
                Lessons.open(run.recipe().corpus(), run.recipe().model().input())) {
            Grading grading = new Grading(run.student(), run.recipe().model(), lessons.exact(), true);
            Predictions test = grading.predictions(lessons.samples(Split.Part.TEST), Progress.NONE);
            assertThat(Confusion.of(test).accuracy()).isEqualTo(1);
        }
    }

    @Test
    void anInterruptedRunGoesOnAsIfItHadNotBeen() throws Exception {
        Recipe recipe = Drawn.recipe(Drawn.corpus(folder), 3, new Averaging(Averaging.Kind.EMA, 0.9, 0));
        Run whole = run("whole", recipe);
        Run broken = run("broken", recipe);

        train(whole, 3);
        train(broken, 1);
        train(Run.open(broken.folder()), 3);

        assertThat(broken.state()).isEqualTo(whole.state());
        assertThat(broken.curves()).isEqualTo(whole.curves());
        for (String file : List.of("student.safetensors", "averaged.safetensors")) {
            assertThat(broken.checkpoint(3).resolve(file))
                    .hasSameBinaryContentAs(whole.checkpoint(3).resolve(file));
        }
        assertThat(broken.hash()).isEqualTo(whole.hash());
    }

    @Test
    void aStudentLearnsFromATeachersCache() throws Exception {
        Recipe.Corpus corpus = Drawn.corpus(folder);
        Run teacher = run("teacher", Drawn.recipe(corpus, 2, Averaging.NONE));
        train(teacher, 2);
        byte[] weights = Files.readAllBytes(teacher.best());
        Recipe recipe = new Recipe(
                corpus,
                Drawn.model("mobilenet_v2", 32),
                Drawn.course(1, Averaging.NONE),
                Drawn.taught(Method.LOGITS, teacher.folder()));
        try (Lessons lessons = Lessons.open(corpus, recipe.model().input())) {
            TeacherCache cache = TeacherCache.of(teacher.folder().resolve("answers"), teacher.hash(), 2);
            cache.add(new Grading(teacher.student(), teacher.recipe().model(), lessons.exact(), false)
                    .answers(lessons.dataset().labelled(), Progress.NONE));
        }
        Run student = run("student", recipe);

        train(student, 1);

        assertThat(student.state().epochs()).isEqualTo(1);
        assertThat(Files.readAllBytes(teacher.best())).isEqualTo(weights);
    }

    @Test
    void drawingsTrainBesideTheOthersAndNowhereElse() throws InterruptedException {
        Recipe plain = Drawn.recipe(Drawn.corpus(folder), 1, Averaging.NONE);
        Map<DrawnTruth, String> as = Map.of(DrawnTruth.HEALTHY, "lit", DrawnTruth.CLOUDED, "dark");
        Recipe recipe = new Recipe(
                plain.corpus(), plain.model(), plain.course(), plain.teaching(), new Recipe.Sources(0.5, "", 0.5, as));
        try (Lessons lessons = Lessons.open(recipe)) {
            assertThat(lessons.drawn())
                    .isNotEmpty()
                    .allMatch(one -> one.source().equals("drawn"));
            assertThat(lessons.training()).containsAll(lessons.drawn());
            for (Split.Part part : Split.Part.values()) {
                assertThat(lessons.samples(part)).doesNotContainAnyElementsOf(lessons.drawn());
            }
            Run run = Run.begin(folder.resolve("drawings"), recipe, Map.of());

            Trainer.train(run, lessons, Progress.NONE);

            assertThat(Run.open(run.folder()).recipe()).isEqualTo(recipe);
        }
    }

    @Test
    void viewsOfOnePictureNeedNoLabels() throws InterruptedException {
        Recipe recipe = new Recipe(
                Drawn.corpus(folder),
                Drawn.model("mobilenet_v2", 32),
                Drawn.course(2, Averaging.NONE),
                Drawn.alone(Method.CONTRAST));
        Run run = run("contrast", recipe);

        train(run, 2);

        assertThat(run.curves()).extracting(Curve::name).containsExactly("loss");
        assertThat(run.best()).exists();
    }

    @Test
    void picturesAreMixedWhereTheRecipeSaysSo() throws InterruptedException {
        Recipe plain = Drawn.recipe(Drawn.corpus(folder), 1, Averaging.NONE);
        Run alone = run("alone", plain);
        Run mixed = run("mixed", plain.with(plain.teaching().mixed(0.5)));

        train(alone, 1);
        train(mixed, 1);

        assertThat(mixed.curves().getFirst().y())
                .hasSize(1)
                .isNotEqualTo(alone.curves().getFirst().y());
    }
}
