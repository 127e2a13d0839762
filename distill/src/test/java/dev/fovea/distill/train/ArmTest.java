package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.distill.data.Effect;
import dev.fovea.distill.data.Sampler;
import dev.fovea.distill.train.Recipe.Averaging;
import dev.fovea.distill.train.Recipe.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ArmTest {
    private static final Recipe SHARED =
            Drawn.recipe(new Recipe.Corpus("eyes", "fundus", "split.json", "pixels"), 3, Averaging.NONE);
    private static final Optional<Recipe.Teaching> TAUGHT =
            Optional.of(Drawn.taught(Method.LOGITS, Path.of("teacher")));

    private static Recipe recipe(String words) {
        return Arm.of(words).recipe(SHARED, TAUGHT, SHARED.course().seed());
    }

    @Test
    void armsDifferInTheirSeedAndInWhatTheirNameSays() {
        assertThat(recipe("supervised")).isEqualTo(SHARED);
        assertThat(Arm.of("supervised").recipe(SHARED, TAUGHT, 5))
                .isEqualTo(SHARED.with(SHARED.course().seeded(5)));
        assertThat(recipe("logits")).isEqualTo(SHARED.with(TAUGHT.orElseThrow()));
        assertThat(recipe("cross").teaching()).isEqualTo(TAUGHT.orElseThrow().by(Method.CROSS));
        assertThat(recipe("even-sources").course().sampler()).isEqualTo(Sampler.BY_CLASS_AND_SOURCE);
        assertThat(recipe("local:28").model().localKernel()).isEqualTo(28);
        assertThat(recipe("across:0.4+clouded:dark").sources()).isEqualTo(new Recipe.Sources(0.4, "dark", 0, Map.of()));
        assertThat(recipe("mixup").teaching().mixup()).isEqualTo(0.2);
        assertThat(recipe("adversary:0.3").teaching().adversary()).isEqualTo(0.3);
    }

    @Test
    void anEffectIsTakenAwayAloneOrHadAlone() {
        assertThat(recipe("without:HAZE").course().without()).containsExactly(Effect.HAZE);
        assertThat(recipe("only:amplitude").course().without())
                .doesNotContain(Effect.FLIP, Effect.ROTATION, Effect.SCALE, Effect.SHIFT, Effect.AMPLITUDE)
                .hasSize(Effect.values().length - 5);
        assertThat(recipe("plain").course().without()).hasSize(Effect.values().length - 4);
    }

    @Test
    void whatTheSharedRecipeIsWithoutStaysAway() {
        Recipe less = SHARED.with(SHARED.course().without(List.of(Effect.FLIP)));

        Recipe arm = Arm.of("only:HAZE").recipe(less, TAUGHT, 1);

        assertThat(arm.course().without()).contains(Effect.FLIP).doesNotContain(Effect.HAZE);
    }

    @Test
    void changesAreJoinedInAnyOrder() {
        assertThat(recipe("adversary:0.2+logits+without:JPEG"))
                .isEqualTo(SHARED.with(TAUGHT.orElseThrow().against(0.2))
                        .with(SHARED.course().without(List.of(Effect.JPEG))));
        assertThat(Arm.of("logits+without:JPEG").folder()).isEqualTo("logits+without-jpeg");
    }

    @Test
    void wordsThatAreNoneAreNamed() {
        assertThatThrownBy(() -> Arm.of("magic")).hasMessageContaining("was magic");
        assertThatThrownBy(() -> Arm.of("without:RAIN")).hasMessageContaining("without:RAIN");
        assertThatThrownBy(() -> Arm.of("adversary:much")).hasMessageContaining("was much");
        assertThatThrownBy(() -> Arm.of("logits+cross")).hasMessageContaining("logits+cross");
        assertThatThrownBy(() -> Arm.of("logits").recipe(SHARED, Optional.empty(), 1))
                .hasMessageContaining("needs --teacher");
    }
}
