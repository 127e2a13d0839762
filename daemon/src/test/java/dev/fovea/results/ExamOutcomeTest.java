package dev.fovea.results;

import static dev.fovea.model.Laterality.LEFT;
import static dev.fovea.model.Laterality.RIGHT;
import static dev.fovea.model.Laterality.UNKNOWN;
import static dev.fovea.results.ExamOutcome.Status.FAILED;
import static dev.fovea.results.ExamOutcome.Status.MISSING;
import static dev.fovea.results.ExamOutcome.Status.NO_SIGN;
import static dev.fovea.results.ExamOutcome.Status.REFER;
import static dev.fovea.results.ExamOutcome.Status.UNCERTAIN;
import static dev.fovea.results.ExamOutcome.Status.UNGRADABLE;
import static dev.fovea.results.ExamOutcome.Status.WAITING;
import static dev.fovea.results.ExamOutcomeTest.Said.BLURRED;
import static dev.fovea.results.ExamOutcomeTest.Said.BROKEN;
import static dev.fovea.results.ExamOutcomeTest.Said.SICK;
import static dev.fovea.results.ExamOutcomeTest.Said.SOUND;
import static dev.fovea.results.ExamOutcomeTest.Said.UNSURE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Priority;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ExamOutcomeTest {
    enum Said {
        SICK,
        UNSURE,
        SOUND,
        BLURRED,
        BROKEN;

        Result about(Capture capture) {
            return switch (this) {
                case SICK -> Answers.findings(capture, 0.9);
                case UNSURE -> Answers.doubted(capture, 0.4);
                case SOUND -> Answers.findings(capture, 0.1);
                case BLURRED -> Answers.ungradable(capture, QualityFault.BLURRED);
                case BROKEN -> Answers.failed(capture, "engine");
            };
        }
    }

    private int captures;

    @Test
    void twoEyesWithoutAFindingAreNoSign() {
        assertThat(exam(view(LEFT, SOUND), view(RIGHT, SOUND)).status()).isEqualTo(NO_SIGN);
    }

    @Test
    void theWorstEyeDecides() {
        ExamOutcome exam = exam(view(LEFT, SOUND), view(RIGHT, SICK));

        assertThat(exam.status()).isEqualTo(REFER);
        assertThat(status(exam, RIGHT)).isEqualTo(REFER);
        assertThat(status(exam, LEFT)).isEqualTo(NO_SIGN);
    }

    @Test
    void aMissingEyeIsNeverNoSign() {
        ExamOutcome exam = exam(view(RIGHT, SOUND));

        assertThat(exam.status()).isEqualTo(MISSING);
        assertThat(status(exam, LEFT)).isEqualTo(MISSING);
        assertThat(exam.eyes().get(1).decisive()).isEmpty();
    }

    @Test
    void aReferralNeedsNoSecondEye() {
        assertThat(exam(view(RIGHT, SICK)).status()).isEqualTo(REFER);
    }

    @Test
    void anEyeThatCannotBeGradedIsToBeTakenAgain() {
        assertThat(exam(view(LEFT, BLURRED), view(RIGHT, SOUND)).status()).isEqualTo(UNGRADABLE);
        assertThat(exam(view(LEFT, BLURRED), view(RIGHT, SICK)).status()).isEqualTo(REFER);
    }

    @Test
    void aRetakeReplacesWhatCouldNotBeGraded() {
        CaptureView blurred = view(LEFT, BLURRED);
        CaptureView retake = view(LEFT, SOUND);

        ExamOutcome exam = exam(retake, blurred, view(RIGHT, SOUND));

        assertThat(exam.status()).isEqualTo(NO_SIGN);
        assertThat(eye(exam, LEFT).decisive()).contains(retake);
    }

    @Test
    void theNewestGradablePhotographOfAnEyeCounts() {
        assertThat(exam(view(RIGHT, SOUND), view(LEFT, SOUND), view(LEFT, SICK)).status())
                .isEqualTo(NO_SIGN);
        assertThat(exam(view(RIGHT, SOUND), view(LEFT, SICK), view(LEFT, SOUND)).status())
                .isEqualTo(REFER);
    }

    @Test
    void aNewerPhotographThatCannotBeGradedDoesNotTakeBackAnAnswer() {
        CaptureView graded = view(LEFT, SICK);

        ExamOutcome exam = exam(view(LEFT, BLURRED), graded, view(RIGHT, SOUND));

        assertThat(exam.status()).isEqualTo(REFER);
        assertThat(eye(exam, LEFT).decisive()).contains(graded);
    }

    @Test
    void anAnswerOnItsWayIsWaitedFor() {
        assertThat(exam(waiting(LEFT), view(RIGHT, SOUND)).status()).isEqualTo(WAITING);
        assertThat(exam(waiting(LEFT)).status()).isEqualTo(WAITING);
    }

    @Test
    void aRetakeOnItsWayMayChangeNoSignButAReferralStands() {
        assertThat(status(exam(waiting(LEFT), view(LEFT, SOUND)), LEFT)).isEqualTo(WAITING);
        assertThat(status(exam(waiting(LEFT), view(LEFT, SICK)), LEFT)).isEqualTo(REFER);
        assertThat(status(exam(waiting(LEFT), view(LEFT, BLURRED)), LEFT)).isEqualTo(WAITING);
    }

    @Test
    void ourOwnFailureIsNotThePhotographsFault() {
        assertThat(exam(view(LEFT, BROKEN), view(RIGHT, SOUND)).status()).isEqualTo(FAILED);
        assertThat(exam(view(LEFT, BROKEN), view(LEFT, SOUND), view(RIGHT, SOUND))
                        .status())
                .isEqualTo(NO_SIGN);
    }

    @Test
    void anUnknownEyeStandsForNeitherEye() {
        ExamOutcome exam = exam(view(UNKNOWN, SOUND), view(UNKNOWN, SOUND));

        assertThat(exam.status()).isEqualTo(MISSING);
        assertThat(exam.eyes()).extracting(ExamOutcome.Eye::laterality).containsExactly(RIGHT, LEFT, UNKNOWN);
    }

    @Test
    void anUnknownEyeNeverTakesBackAReferral() {
        CaptureView sick = view(UNKNOWN, SICK);

        ExamOutcome exam = exam(view(UNKNOWN, SOUND), sick, view(LEFT, SOUND), view(RIGHT, SOUND));

        assertThat(exam.status()).isEqualTo(REFER);
        assertThat(eye(exam, UNKNOWN).decisive()).contains(sick);
    }

    @Test
    void oneTaskDoesNotReplaceAnother() {
        CaptureView scan = view(LEFT, "oct3", SICK);

        ExamOutcome exam = exam(view(LEFT, SOUND), scan, view(RIGHT, SOUND));

        assertThat(exam.status()).isEqualTo(REFER);
        assertThat(eye(exam, LEFT).decisive()).contains(scan);
    }

    @Test
    void anUncertainEyeWinsOverAllButAReferral() {
        assertThat(exam(view(LEFT, UNSURE), view(RIGHT, SICK)).status()).isEqualTo(REFER);
        assertThat(exam(view(LEFT, UNSURE), view(RIGHT, SOUND)).status()).isEqualTo(UNCERTAIN);
        assertThat(exam(view(LEFT, UNSURE), view(RIGHT, BROKEN)).status()).isEqualTo(UNCERTAIN);
        assertThat(exam(view(LEFT, UNSURE), view(RIGHT, BLURRED)).status()).isEqualTo(UNCERTAIN);
        assertThat(exam(view(LEFT, UNSURE), waiting(RIGHT)).status()).isEqualTo(UNCERTAIN);
        assertThat(exam(view(LEFT, UNSURE)).status()).isEqualTo(UNCERTAIN);
    }

    @Test
    void aWithheldAnswerTakesBackNoSignButNeverAReferral() {
        CaptureView sick = view(LEFT, SICK);

        assertThat(status(exam(view(LEFT, UNSURE), view(LEFT, SOUND)), LEFT)).isEqualTo(UNCERTAIN);
        assertThat(eye(exam(view(LEFT, UNSURE), view(LEFT, UNSURE), sick), LEFT).decisive())
                .contains(sick);
        assertThat(status(exam(view(LEFT, UNSURE), view(LEFT, SOUND), sick), LEFT))
                .isEqualTo(UNCERTAIN);
    }

    @Test
    void anUncertainEyeStandsUntilAnAnswerReplacesIt() {
        assertThat(status(exam(view(LEFT, SOUND), view(LEFT, UNSURE)), LEFT)).isEqualTo(NO_SIGN);
        assertThat(status(exam(view(LEFT, SICK), view(LEFT, UNSURE)), LEFT)).isEqualTo(REFER);
        assertThat(status(exam(view(LEFT, BLURRED), view(LEFT, UNSURE)), LEFT)).isEqualTo(UNCERTAIN);
        assertThat(status(exam(waiting(LEFT), view(LEFT, UNSURE)), LEFT)).isEqualTo(UNCERTAIN);
    }

    @Test
    void ofAnUnknownEyeTheWorstStands() {
        assertThat(status(exam(view(UNKNOWN, SOUND), view(UNKNOWN, UNSURE)), UNKNOWN))
                .isEqualTo(UNCERTAIN);
        assertThat(status(exam(view(UNKNOWN, UNSURE), view(UNKNOWN, SICK), view(UNKNOWN, SOUND)), UNKNOWN))
                .isEqualTo(REFER);
    }

    private static ExamOutcome exam(CaptureView... newestFirst) {
        return ExamOutcome.of(List.of(newestFirst));
    }

    private static ExamOutcome.Eye eye(ExamOutcome exam, Laterality laterality) {
        return exam.eyes().stream()
                .filter(eye -> eye.laterality() == laterality)
                .findFirst()
                .orElseThrow();
    }

    private static ExamOutcome.Status status(ExamOutcome exam, Laterality laterality) {
        return eye(exam, laterality).status();
    }

    private CaptureView view(Laterality laterality, Said answer) {
        return view(laterality, "fundus4", answer);
    }

    private CaptureView view(Laterality laterality, String task, Said answer) {
        Capture capture = capture(laterality, task);
        Result result = answer.about(capture);
        State state = OutcomeKind.of(result.outcome()) == OutcomeKind.FAILED ? State.DEAD : State.ANSWERED;
        return new CaptureView(capture, state, Optional.of(result));
    }

    private CaptureView waiting(Laterality laterality) {
        return new CaptureView(capture(laterality, "fundus4"), State.WAITING, Optional.empty());
    }

    private Capture capture(Laterality laterality, String task) {
        captures++;
        return new Capture(
                new CaptureId(new UUID(captures, captures)),
                new Identity("exam", Optional.empty(), laterality, "camera", Optional.empty()),
                task,
                Priority.LIVE,
                Instant.EPOCH,
                Sha256.of(new byte[] {(byte) captures}),
                1,
                MediaType.JPEG,
                Optional.empty());
    }
}
