package dev.fovea.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.model.QualityFault;
import dev.fovea.model.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Streams of made-up answers of which it is known whether and when they change.
@Timeout(60)
class DriftStreamTest {
    private static final Fate.ModelKey MODEL = new Fate.ModelKey("eye", "1", "00");
    private static final List<String> CLASSES = List.of("normal", "dr", "glaucoma", "cataract");
    private static final DriftSettings SETTINGS = DriftSettings.DEFAULT;
    private static final Habit USUAL = new Habit(List.of(0.62, 0.82, 0.94, 1.0), 0.85, 0.08);

    /// How a clinic's answers usually come out.
    ///
    /// @param upTo the shares of the classes, summed up
    /// @param confidence its mean; its standard deviation is 0.12
    /// @param ungradable the share of them
    private record Habit(List<Double> upTo, double confidence, double ungradable) {
        Fate answer(Random chance) {
            if (chance.nextDouble() < ungradable) {
                return new Fate.Ungradable(QualityFault.BLURRED);
            }
            double at = chance.nextDouble();
            int leading = 0;
            while (at >= upTo.get(leading)) {
                leading++;
            }
            double probability = Math.clamp(confidence + 0.12 * chance.nextGaussian(), 0.26, 1);
            return new Fate.Graded(CLASSES.get(leading), probability, Verdict.NO_SIGN, false, MODEL);
        }
    }

    private static void feed(ModelDrift drift, Habit habit, int photographs, int alike, Random chance) {
        for (int i = 0; i < photographs; i += alike) {
            Fate answer = habit.answer(chance);
            for (int same = 0; same < alike; same++) {
                drift.add(answer);
            }
        }
    }

    /// The share of first windows in which a stream that never changes seems to have.
    private static double falseAlarms(int alike, Predicate<DriftFigures> alarm) {
        Random chance = new Random(20_261_123);
        int streams = 3_000;
        int alarms = 0;
        for (int i = 0; i < streams; i++) {
            ModelDrift drift = new ModelDrift("fundus4", MODEL, SETTINGS);
            feed(drift, USUAL, SETTINGS.reference() + SETTINGS.window(), alike, chance);
            if (alarm.test(drift.figures().orElseThrow())) {
                alarms++;
            }
        }
        return (double) alarms / streams;
    }

    @Test
    void ofPhotographsThatHaveNothingToDoWithEachOtherHardlyAnyWindowRings() {
        assertThat(falseAlarms(1, DriftStreamTest::anything)).isZero();
    }

    @Test
    void evenWhenAllComeInPairsThatSayTheSameFewerThanOneInTwoHundredWindowsRings() {
        assertThat(falseAlarms(2, DriftStreamTest::anything)).isLessThan(0.005);
    }

    private static boolean anything(DriftFigures figures) {
        return figures.classMix().orElseThrow().beyond()
                || figures.confidence().orElseThrow().beyond()
                || figures.ungradable().beyond();
    }

    @Test
    void othersThanTheUsualDiseasesRingWithinAWindow() {
        Habit others = new Habit(List.of(0.15, 0.80, 0.94, 1.0), 0.85, 0.08);

        assertThat(found(others, figures -> figures.classMix().orElseThrow().beyond()))
                .isGreaterThan(0.99);
    }

    @Test
    void aModelThatBecomesLessSureRingsWithinAWindow() {
        Habit unsure = new Habit(USUAL.upTo(), 0.75, 0.08);

        assertThat(found(
                        unsure,
                        figures -> figures.confidence().orElseThrow().beyond()
                                && figures.confidence().orElseThrow().value() < 0))
                .isGreaterThan(0.99);
    }

    @Test
    void aDirtyLensRingsWithinAWindow() {
        Habit dirty = new Habit(USUAL.upTo(), 0.85, 0.35);

        assertThat(found(dirty, figures -> figures.ungradable().beyond())).isGreaterThan(0.99);
    }

    /// The share of streams that ring once a whole window is of the other habit.
    private static double found(Habit other, Predicate<DriftFigures> alarm) {
        Random chance = new Random(7);
        int streams = 300;
        int alarms = 0;
        for (int i = 0; i < streams; i++) {
            ModelDrift drift = new ModelDrift("fundus4", MODEL, SETTINGS);
            feed(drift, USUAL, SETTINGS.reference() + SETTINGS.window(), 2, chance);
            feed(drift, other, SETTINGS.window(), 2, chance);
            if (alarm.test(drift.figures().orElseThrow())) {
                alarms++;
            }
        }
        return (double) alarms / streams;
    }

    @Test
    void nothingIsSaidBeforeThereAreAWholeReferenceAndAWholeWindow() {
        ModelDrift drift = new ModelDrift("fundus4", MODEL, SETTINGS);

        feed(drift, USUAL, SETTINGS.reference() + SETTINGS.window() - 1, 1, new Random(1));

        assertThat(drift.figures()).isEmpty();
    }

    @Test
    void theWindowIsTheLatestAnswersAndTheReferenceTheFirst() {
        DriftSettings small = new DriftSettings(100, 150);
        ModelDrift drift = new ModelDrift("fundus4", MODEL, small);
        for (int i = 0; i < 150 + 70 + 100; i++) {
            double probability = i < 150 ? 0.9 : i < 220 ? 0.3 : 0.8;
            drift.add(new Fate.Graded("normal", probability, Verdict.NO_SIGN, false, MODEL));
        }

        DriftFigures figures = drift.figures().orElseThrow();

        assertThat(figures.reference().photographs()).isEqualTo(150);
        assertThat(figures.reference().confidence()).isEqualTo(0.9, within(1e-9));
        assertThat(figures.window().photographs()).isEqualTo(100);
        assertThat(figures.window().confidence()).isEqualTo(0.8, within(1e-9));
    }

    @Test
    void aModelThatComesBackGoesOnWhereItWas() {
        DriftState state = new DriftState(new DriftSettings(100, 100));
        Fate.ModelKey other = new Fate.ModelKey("eye", "2", "01");
        tell(state, MODEL, 200);
        tell(state, other, 150);

        assertThat(state.figures()).isEmpty();

        tell(state, MODEL, 1);
        assertThat(state.figures()).extracting(DriftFigures::model).containsExactly(MODEL);
    }

    @Test
    void whatCouldNotBeGradedCountsForTheModelInUse() {
        DriftState state = new DriftState(new DriftSettings(100, 100));
        state.add("fundus4", new Fate.Ungradable(QualityFault.BLURRED));
        tell(state, MODEL, 150);
        for (int i = 0; i < 50; i++) {
            state.add("fundus4", new Fate.Ungradable(QualityFault.BLURRED));
            state.add("fundus4", new Fate.Damaged());
        }

        Optional<DriftFigures> figures = state.figures().stream().findFirst();

        assertThat(figures.orElseThrow().reference().ungradable()).isZero();
        assertThat(figures.orElseThrow().window().ungradable()).isEqualTo(50);
    }

    private static void tell(DriftState state, Fate.ModelKey model, int answers) {
        for (int i = 0; i < answers; i++) {
            state.add("fundus4", new Fate.Graded("normal", 0.9, Verdict.NO_SIGN, false, model));
        }
    }
}
