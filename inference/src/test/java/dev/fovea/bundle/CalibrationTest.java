package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.Scores;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Outcome;
import dev.fovea.model.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The fixture's temperature is 2; its class "ill" is a finding from 0.4 on, "well" is none.
class CalibrationTest {
    @TempDir
    Path scratch;

    private Calibration calibration;

    @BeforeEach
    void open() {
        calibration = new Calibration(Bundle.open(BundleFixture.bundle(scratch)).manifest());
    }

    @Test
    void probabilitiesAreTheSoftmaxOfLogitsOverTemperature() {
        List<ClassScore> scores = calibration.scores(new float[] {2, 0});

        // exp(1) / (exp(1) + exp(0)) by hand
        assertThat(scores.get(0).probability()).isCloseTo(0.7310585786, within(1e-9));
        assertThat(scores.get(1).probability()).isCloseTo(0.2689414214, within(1e-9));
        assertThat(scores).extracting(ClassScore::name).containsExactly("ill", "well");
        assertThat(scores.get(0).threshold()).isEqualTo(0.4);
    }

    @Test
    void hugeLogitsDoNotOverflow() {
        List<ClassScore> scores = calibration.scores(new float[] {30_000, -30_000});

        assertThat(scores).extracting(ClassScore::probability).containsExactly(1.0, 0.0);
    }

    @Test
    void aFindingAtItsOperatingPointRefers() {
        // Temperature 2: probability 0.4 is a logit difference of 2 ln(0.4 / 0.6).
        float atThePoint = (float) (2 * Math.log(0.4 / 0.6)) + 1e-4f;

        assertThat(verdict(atThePoint)).isEqualTo(Verdict.REFER);
        assertThat(verdict(atThePoint - 1e-3f)).isEqualTo(Verdict.NO_SIGN);
    }

    @Test
    void aClassThatIsNoFindingNeverRefers() {
        assertThat(verdict(-20)).isEqualTo(Verdict.NO_SIGN);
    }

    @Test
    void findingsCarryTheMapInTheModelsShape() {
        Scores answer = new Scores(new float[] {1, 0}, new float[] {1, 2, 3, 4, 5, 6, 7, 8});

        Outcome.Findings findings = calibration.findings(answer);

        assertThat(findings.map().classes()).isEqualTo(2);
        assertThat(findings.map().at(1, 0, 1)).isEqualTo(6);
        assertThat(findings.scores()).hasSize(2);
    }

    @Test
    void logitsThatAreNotOnePerClassOrNotFiniteAreOurBug() {
        assertThatIllegalArgumentException().isThrownBy(() -> calibration.scores(new float[] {1}));
        assertThatIllegalArgumentException().isThrownBy(() -> calibration.scores(new float[] {1, Float.NaN}));
    }

    private Verdict verdict(float illLogit) {
        return calibration
                .findings(new Scores(new float[] {illLogit, 0}, new float[8]))
                .verdict();
    }
}
