package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.distill.measure.Curve;
import dev.fovea.distill.train.Recipe.Averaging;
import dev.fovea.distill.train.Recipe.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
    private static final Recipe.Corpus CORPUS = new Recipe.Corpus("eyes", "fundus", "split.json", "pixels");
    private static final Recipe RECIPE = Drawn.recipe(CORPUS, 3, new Averaging(Averaging.Kind.EMA, 0.9, 0));

    @TempDir
    private Path folder;

    @Test
    void aRecipeComesBackAsItWasGiven() {
        Run.begin(folder, RECIPE, Map.of("commit", "abc"));

        Run run = Run.open(folder);

        assertThat(run.recipe()).isEqualTo(RECIPE);
        assertThat(run.provenance()).containsEntry("commit", "abc");
    }

    @Test
    void theSameRecipeGoesOnAndAnotherIsRefused() {
        Run.begin(folder, RECIPE, Map.of());
        Recipe other = Drawn.recipe(CORPUS, 4, Averaging.NONE);

        assertThat(Run.begin(folder, RECIPE, Map.of()).state()).isEqualTo(Run.State.NEW);
        assertThatThrownBy(() -> Run.begin(folder, other, Map.of())).hasMessageContaining("another recipe");
    }

    @Test
    void whereThereIsNoRunItSaysSo() {
        assertThatThrownBy(() -> Run.open(folder))
                .isInstanceOf(TrainException.class)
                .hasMessageContaining("config.json");
    }

    @Test
    void aCurveHasOneLineAnEpochEvenWhenAnEpochIsRepeated() {
        Run run = Run.begin(folder, RECIPE, Map.of());

        run.curve(0, Map.of("loss", 2.0));
        run.curve(1, Map.of("loss", 9.0));
        run.curve(1, Map.of("loss", 1.5));

        assertThat(run.curves()).containsExactly(new Curve("loss", List.of(0.0, 1.0), List.of(2.0, 1.5)));
    }

    @Test
    void theNewestCheckpointReplacesTheOneBefore() throws Exception {
        Run run = Run.begin(folder, RECIPE, Map.of());
        for (int epochs = 1; epochs <= 2; epochs++) {
            Files.createDirectories(run.checkpoint(epochs));
            Files.writeString(run.checkpoint(epochs).resolve("weights"), "w");
            run.finish(new Run.State(epochs, 0.5, 0));
        }

        assertThat(run.checkpoint(1)).doesNotExist();
        assertThat(run.checkpoint(2)).isDirectoryContaining("glob:**weights");
        assertThat(run.state()).isEqualTo(new Run.State(2, 0.5, 0));
    }

    @Test
    void aTeacherIsNeededWhereOneIsAskedForAndOnlyThere() {
        assertThatThrownBy(() -> Drawn.alone(Method.LOGITS)).hasMessageContaining("needs a teacher");
        assertThatThrownBy(() -> Drawn.taught(Method.SUPERVISED, folder)).hasMessageContaining("takes no teacher");
    }

    @Test
    void withoutLabelsNoSourceIsUnlearned() {
        for (Method method : List.of(Method.CONTRAST, Method.JEPA)) {
            assertThatThrownBy(() -> Drawn.alone(method).against(0.1))
                    .hasMessageContaining(method + " has no labels")
                    .hasMessageContaining("was 0.1");
        }
    }

    @Test
    void aRunFromBeforeASettingExistedHadNoneOfIt() throws Exception {
        Run.begin(folder, RECIPE, Map.of());
        Path config = folder.resolve("config.json");
        ObjectNode tree = (ObjectNode) new JsonMapper().readTree(config.toFile());
        ObjectNode recipe = (ObjectNode) tree.path("recipe");
        recipe.remove("sources");
        ((ObjectNode) recipe.path("teaching")).remove("mixup");
        ((ObjectNode) recipe.path("course")).remove("place");
        Files.writeString(config, tree.toString());

        assertThat(Run.open(folder).recipe()).isEqualTo(RECIPE);
    }
}
