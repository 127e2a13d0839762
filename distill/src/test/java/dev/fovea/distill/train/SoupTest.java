package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.distill.net.Safetensors;
import dev.fovea.distill.train.Recipe.Averaging;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SoupTest {
    private static final Recipe.Corpus CORPUS = new Recipe.Corpus("eyes", "fundus", "split.json", "pixels");
    private static final Recipe RECIPE = Drawn.recipe(CORPUS, 3, new Averaging(Averaging.Kind.EMA, 0.9, 0));

    @TempDir
    private Path folder;

    @Test
    void everyWeightIsTheMeanOfTheRuns() {
        Run mean = Soup.of(List.of(run("a", RECIPE, 1, 2), run("b", RECIPE, 3, -2)), folder.resolve("mean"));

        assertThat(Safetensors.open(mean.best()).floats("w")).containsExactly(2, 0);
        assertThat(mean.recipe()).isEqualTo(RECIPE);
    }

    @Test
    void whatItIsTheMeanOfStandsInItsProvenance() {
        Run first = run("a", RECIPE, 1);
        Run second = run("b", RECIPE, 2);

        Soup.of(List.of(first, second), folder.resolve("mean"));

        assertThat(Run.open(folder.resolve("mean")).provenance())
                .containsEntry("averaged run 1", first.hash().hex())
                .containsEntry("averaged run 2", second.hash().hex());
    }

    @Test
    void aRunThatBeganFromAnotherFileMayJoinAnotherModelMayNot() {
        Run first = run("a", RECIPE, 1);
        Run later = run(
                "b",
                RECIPE.with(
                        RECIPE.model().from("a/best.safetensors", RECIPE.model().padding())),
                3);
        Run other = run("c", RECIPE.with(RECIPE.model().local(32)), 3);

        assertThat(Safetensors.open(Soup.of(List.of(first, later), folder.resolve("m"))
                                .best())
                        .floats("w"))
                .containsExactly(2);
        assertThatThrownBy(() -> Soup.of(List.of(first, other), folder.resolve("n")))
                .isInstanceOf(TrainException.class)
                .hasMessageContaining("another model");
    }

    @Test
    void oneRunAnUnfinishedRunAndATakenFolderAreRefused() {
        Run first = run("a", RECIPE, 1);
        Run unfinished = Run.begin(folder.resolve("u"), RECIPE, Map.of());
        Path taken = folder.resolve("a");

        assertThatThrownBy(() -> Soup.of(List.of(first), folder.resolve("m"))).hasMessageContaining("at least two");
        assertThatThrownBy(() -> Soup.of(List.of(first, unfinished), folder.resolve("m")))
                .hasMessageContaining("no finished epoch");
        assertThatThrownBy(() -> Soup.of(List.of(first, run("b", RECIPE, 2)), taken))
                .hasMessageContaining("is there already");
    }

    private Run run(String name, Recipe recipe, float... weights) {
        Run run = Run.begin(folder.resolve(name), recipe, Map.of("commit", "abc"));
        Safetensors.write(
                run.best(), Map.of("w", new Safetensors.Stored(weights, weights.length)), Map.of("padding", "same"));
        return run;
    }
}
