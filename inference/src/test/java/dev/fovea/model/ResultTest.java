package dev.fovea.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// When an answer raises the alarm that the photograph may be of the other eye.
class ResultTest {
    private static final Outcome FOUND = Outcome.Findings.of(
            List.of(new ClassScore("sound", false, 1, 0.5)),
            new ActivationMap(1, 1, 1, new float[] {0}),
            Optional.empty());
    private static final Outcome POOR = new Outcome.Ungradable(QualityFault.OVEREXPOSED);

    @Test
    void theOtherEyeIsAlarmedAbout() {
        assertThat(disc(Laterality.LEFT, FOUND).otherEye(Laterality.RIGHT)).isTrue();
        assertThat(disc(Laterality.RIGHT, FOUND).otherEye(Laterality.LEFT)).isTrue();
        assertThat(disc(Laterality.RIGHT, FOUND).otherEye(Laterality.RIGHT)).isFalse();
    }

    @Test
    void whatIsNotKnownContradictsNothing() {
        assertThat(disc(Laterality.UNKNOWN, FOUND).otherEye(Laterality.RIGHT)).isFalse();
        assertThat(disc(Laterality.LEFT, FOUND).otherEye(Laterality.UNKNOWN)).isFalse();
        assertThat(result(Optional.empty(), FOUND).otherEye(Laterality.RIGHT)).isFalse();
    }

    @Test
    void whatCouldNotBeGradedIsNotHeldToIt() {
        assertThat(disc(Laterality.LEFT, POOR).otherEye(Laterality.RIGHT)).isFalse();
    }

    @Test
    void anEngineThatFailedDoesNotHideTheAlarm() {
        Outcome failed = new Outcome.Failed(Stage.INFER, "the engine answered nonsense");

        assertThat(disc(Laterality.LEFT, failed).otherEye(Laterality.RIGHT)).isTrue();
    }

    private static Result disc(Laterality disc, Outcome outcome) {
        return result(Optional.of(new Quality(100, 100, 0.3, 0, 0.15, 0.4, 1, disc)), outcome);
    }

    private static Result result(Optional<Quality> quality, Outcome outcome) {
        CaptureId id = CaptureId.at(Instant.EPOCH, new Random(1));
        return new Result(
                id, Sha256.of(new byte[] {1}), outcome, quality, Optional.empty(), StageTimes.NONE, Instant.EPOCH);
    }
}
