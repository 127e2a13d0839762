package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.engine.Scores;
import dev.fovea.model.Band;
import dev.fovea.model.Doubt;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import dev.fovea.model.Verdict;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The manifest's optional keys that say what a model does not know: bands, and the distance that is too far.
class ManifestDoubtTest {
    @TempDir
    Path scratch;

    @Test
    void aManifestWithoutThemStaysValidAndDoubtsNothing() {
        Bundle bundle = Bundle.open(BundleFixture.bundle(scratch));

        assertThat(bundle.manifest().classes()).extracting(ModelClass::band).containsOnly(Optional.empty());
        assertThat(bundle.manifest().shape().distance()).isEmpty();
        assertThat(bundle.manifest().outOfDistribution()).isEmpty();
    }

    @Test
    void aBandAndADistanceAreReadAsTheyStand() {
        Bundle bundle = doubting();

        assertThat(bundle.manifest().classes().getFirst().band()).contains(new Band(0.12, 0.61));
        assertThat(bundle.manifest().shape().distance()).contains("far");
        assertThat(bundle.manifest().outOfDistribution()).contains(new OutOfDistribution(3.2, "guessed"));
        assertThat(bundle.goldens("any").getFirst().answer().distance()).hasValue(1.5);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(
                        "manifest.json: classes[0].band.low to high must hold the threshold, low <= threshold <= high,"
                                + " were low 0.5, threshold 0.4, high 0.6",
                        manifest -> band(manifest, 0, 0.5, 0.6)),
                mistake("were low 0.1, threshold 0.4, high 0.3", manifest -> band(manifest, 0, 0.1, 0.3)),
                mistake(
                        "manifest.json: classes[0].band.high must be a number from 0.0 to 1.0, was 1.5",
                        manifest -> band(manifest, 0, 0.1, 1.5)),
                mistake(
                        "manifest.json: classes[0].band has unknown keys: middle",
                        manifest -> band(manifest, 0, 0.1, 0.6).put("middle", 0.3)),
                mistake(
                        "manifest.json: classes[1].band is only for a class that is a finding",
                        manifest -> band(manifest, 1, 0.1, 0.6)),
                mistake(
                        "manifest.json: outputs.distance and outOfDistribution belong together, but"
                                + " outOfDistribution is missing",
                        manifest -> manifest.withObject("/outputs").put("distance", "far")),
                mistake(
                        "belong together, but outputs.distance is missing",
                        manifest -> manifest.withObject("/outOfDistribution")
                                .put("threshold", 3.2)
                                .put("basis", "guessed")),
                mistake(
                        "manifest.json: outOfDistribution.threshold must be a number from 1.0E-6 to 1000000.0, was 0",
                        manifest -> distance(manifest, 0)),
                mistake("golden/eye.json: distance is missing", manifest -> distance(manifest, 3.2)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedByItsKeyAndItsValues(String complaint, Consumer<ObjectNode> mistake) {
        Path bundle = BundleFixture.bundle(scratch);

        BundleFixture.edit(bundle, mistake);

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Bundle.open(bundle))
                .withMessageContaining(complaint);
    }

    @Test
    void anAnswerIsHeldAgainstTheBandAndTheDistance() {
        Calibration calibration = new Calibration(doubting().manifest());

        // The temperature is 2: a difference of -2 in the logits is a probability of 0.27, in the band; -6 is 0.05.
        Outcome.Findings between = calibration.findings(new Scores(new float[] {-2, 0}, new float[8], 1));
        Outcome.Findings strange = calibration.findings(new Scores(new float[] {-6, 0}, new float[8], 3.3f));
        Outcome.Findings plain = calibration.findings(new Scores(new float[] {-6, 0}, new float[8], 3.1f));

        assertThat(between.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(between.doubts()).containsExactly(Doubt.BORDERLINE);
        assertThat(strange.verdict()).isEqualTo(Verdict.UNCERTAIN);
        assertThat(strange.doubts()).containsExactly(Doubt.UNLIKE);
        assertThat(strange.novelty()).contains(new Novelty(3.3f, 3.2));
        assertThat(plain.verdict()).isEqualTo(Verdict.NO_SIGN);
    }

    @Test
    void anAnswerWithoutThePromisedDistanceIsOurBug() {
        Calibration calibration = new Calibration(doubting().manifest());

        assertThatIllegalArgumentException()
                .isThrownBy(() -> calibration.findings(new Scores(new float[] {1, 0}, new float[8])))
                .withMessageContaining("distance");
    }

    private static Arguments mistake(String complaint, Consumer<ObjectNode> change) {
        return Arguments.of(complaint, change);
    }

    private Bundle doubting() {
        Path draft = BundleFixture.draft(scratch, manifest -> {
            band(manifest, 0, 0.12, 0.61);
            distance(manifest, 3.2);
        });
        BundleFixture.write(
                draft.resolve("golden/eye.json"),
                "{\"logits\": [1.5, -1], \"map\": [1, 2, 3, 4, 5, 6, 7, 8], \"distance\": 1.5}"
                        .getBytes(StandardCharsets.UTF_8));
        return BundleWriter.write(draft, scratch.resolve("bundle"));
    }

    private static ObjectNode band(ObjectNode manifest, int classIndex, double low, double high) {
        return manifest.withObject("/classes/" + classIndex + "/band")
                .put("low", low)
                .put("high", high);
    }

    private static void distance(ObjectNode manifest, double threshold) {
        manifest.withObject("/outputs").put("distance", "far");
        manifest.withObject("/outOfDistribution").put("threshold", threshold).put("basis", "guessed");
    }
}
