package dev.fovea.model;

import static dev.fovea.model.Doubt.BORDERLINE;
import static dev.fovea.model.Doubt.UNLIKE;
import static dev.fovea.model.Verdict.NO_SIGN;
import static dev.fovea.model.Verdict.REFER;
import static dev.fovea.model.Verdict.UNCERTAIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One finding counts from 0.4 on and has a band from 0.2 to 0.6; another counts from 0.5 on and has none.
class VerdictTest {
    private static final double KNOWN = 3.1;
    private static final double STRANGE = 3.2;

    static Stream<Arguments> table() {
        return Stream.of(
                row("nothing in sight", 0.1, 0.1, KNOWN, NO_SIGN),
                row("just below the band", 0.1999, 0.1, KNOWN, NO_SIGN),
                row("where the band begins", 0.2, 0.1, KNOWN, UNCERTAIN, BORDERLINE),
                row("just below the operating point", 0.3999, 0.1, KNOWN, UNCERTAIN, BORDERLINE),
                row("at the operating point, within the band", 0.4, 0.1, KNOWN, REFER),
                row("beyond the band", 0.9, 0.1, KNOWN, REFER),
                row("the finding without a band, just below", 0.1, 0.4999, KNOWN, NO_SIGN),
                row("the finding without a band, at its point", 0.1, 0.5, KNOWN, REFER),
                row("one refers, the other is borderline", 0.3, 0.5, KNOWN, REFER),
                row("nothing in sight, but a strange photograph", 0.1, 0.1, STRANGE, UNCERTAIN, UNLIKE),
                row("borderline and strange", 0.3, 0.1, STRANGE, UNCERTAIN, UNLIKE, BORDERLINE),
                row("a referral stays one and is marked", 0.9, 0.1, STRANGE, REFER, UNLIKE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("table")
    void theVerdictAndItsDoubtsFollowFromTheNumbers(
            String what, List<ClassScore> scores, Novelty novelty, Verdict verdict, List<Doubt> doubts) {
        Outcome.Findings findings = Outcome.Findings.of(scores, map(), Optional.of(novelty));

        assertThat(findings.verdict()).as(what).isEqualTo(verdict);
        assertThat(findings.doubts()).as(what).isEqualTo(doubts);
    }

    @Test
    void aModelThatTellsNoDistanceIsTakenAtItsWord() {
        Outcome.Findings findings = Outcome.Findings.of(scores(0.1, 0.1), map(), Optional.empty());

        assertThat(findings.verdict()).isEqualTo(NO_SIGN);
        assertThat(findings.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"0.1999, NEGATIVE", "0.2, UNCERTAIN", "0.4, UNCERTAIN", "0.5999, UNCERTAIN", "0.6, POSITIVE"})
    void certaintyFollowsTheBand(double probability, Certainty certainty) {
        assertThat(banded(probability).certainty()).contains(certainty);
    }

    @ParameterizedTest
    @CsvSource({"0.4999, NEGATIVE", "0.5, POSITIVE"})
    void withoutABandTheOperatingPointAloneDecides(double probability, Certainty certainty) {
        assertThat(new ClassScore("plain", true, probability, 0.5).certainty()).contains(certainty);
    }

    @Test
    void aClassThatIsNoFindingHasNoCertaintyAndNoBand() {
        assertThat(new ClassScore("well", false, 0.9, 0.5).certainty()).isEmpty();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassScore("well", false, 0.9, 0.5, Optional.of(new Band(0, 1))));
    }

    @Test
    void nobodyCanMakeAReassuranceOfAStrangePhotograph() {
        Optional<Novelty> strange = Optional.of(new Novelty(STRANGE, STRANGE));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome.Findings(NO_SIGN, scores(0.1, 0.1), map(), strange))
                .withMessageContaining("never");
    }

    @Test
    void numbersThatCannotBeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Band(0.5, 0.4))
                .withMessageContaining("0.5 to 0.4");
        assertThatIllegalArgumentException().isThrownBy(() -> new Band(Double.NaN, 0.4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassScore("ill", true, 0.1, 0.7, Optional.of(new Band(0.2, 0.6))));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Novelty(Double.NaN, 1))
                .withMessageContaining("distance");
        assertThatIllegalArgumentException().isThrownBy(() -> new Novelty(1, 0)).withMessageContaining("threshold");
    }

    private static Arguments row(
            String what, double banded, double plain, double distance, Verdict verdict, Doubt... doubts) {
        return Arguments.of(what, scores(banded, plain), new Novelty(distance, STRANGE), verdict, List.of(doubts));
    }

    private static List<ClassScore> scores(double banded, double plain) {
        return List.of(
                banded(banded), new ClassScore("plain", true, plain, 0.5), new ClassScore("well", false, 0.9, 0.5));
    }

    private static ClassScore banded(double probability) {
        return new ClassScore("banded", true, probability, 0.4, Optional.of(new Band(0.2, 0.6)));
    }

    private static ActivationMap map() {
        return new ActivationMap(1, 1, 1, new float[1]);
    }
}
