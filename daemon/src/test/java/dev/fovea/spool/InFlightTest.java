package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.results.Answers;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InFlightTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private InFlight inFlight;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        inFlight = InFlight.open(clinic.database());
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void whatWasInNativeCodeWhenTheProcessDiedIsFound() {
        Capture killer = take(1);
        Capture bystander = take(2);
        Capture passed = take(3);
        inFlight.enter(passed.id()).close();
        inFlight.enter(killer.id());
        inFlight.enter(bystander.id());

        crash();

        assertThat(inFlight.found()).containsExactly(killer.id(), bystander.id());
    }

    @Test
    void nothingIsFoundWhenNothingWasInside() {
        Capture capture = take(1);
        inFlight.enter(capture.id()).close();

        crash();

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void aSuspectStaysOneUntilItIsAnsweredHoweverOftenTheProcessDies() {
        Capture capture = take(1);
        inFlight.enter(capture.id());
        crash();
        crash();
        assertThat(inFlight.found()).containsExactly(capture.id());

        clinic.results().finish(Answers.findings(capture, 0.2));

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void whatHadItsAnswerIsNoSuspect() {
        Capture capture = take(1);
        inFlight.enter(capture.id());
        clinic.results().finish(Answers.findings(capture, 0.2));

        crash();

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void startsAloneAreCountedOverTheDeathOfTheProcess() {
        Capture capture = take(1);
        inFlight.enter(capture.id());
        crash();
        assertThat(inFlight.soloStarted(capture.id())).isEqualTo(1);
        inFlight.enter(capture.id());
        crash();
        assertThat(inFlight.soloStarted(capture.id())).isEqualTo(2);
        inFlight.enter(capture.id());
        crash();

        assertThat(inFlight.soloStarted(capture.id())).isEqualTo(3);
    }

    @Test
    void aPersonsRetryStartsTheCountAgain() {
        Capture capture = take(1);
        inFlight.soloStarted(capture.id());
        inFlight.soloStarted(capture.id());
        clinic.results().finish(Answers.failed(capture, "crashed the process 2 times"));

        clinic.results().retry(capture.id());

        assertThat(inFlight.soloStarted(capture.id())).isEqualTo(1);
    }

    @Test
    void aMarkClosedTwiceDoesNotFreeAnothersSlot() {
        Capture first = take(1);
        Capture second = take(2);
        InFlight.Mark mark = inFlight.enter(first.id());
        mark.close();
        inFlight.enter(second.id());
        mark.close();

        crash();

        assertThat(inFlight.found()).containsExactly(second.id());
    }

    @Test
    void thereIsAPlaceForEveryWorkerAndALimit() {
        Capture capture = take(1);
        List<InFlight.Mark> marks = new ArrayList<>();
        for (int i = 0; i < InFlight.SLOTS; i++) {
            marks.add(inFlight.enter(capture.id()));
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> inFlight.enter(capture.id()))
                .withMessage("more than 64 captures are in native code at once");
        marks.forEach(InFlight.Mark::close);
        inFlight.enter(capture.id()).close();
    }

    private Capture take(int seed) {
        return clinic.take(photograph(seed), "exam " + seed, Laterality.RIGHT);
    }

    private void crash() {
        clinic.crash();
        inFlight = InFlight.open(clinic.database());
    }
}
