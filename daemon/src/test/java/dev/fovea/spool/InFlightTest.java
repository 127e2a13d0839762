package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.results.Answers;
import dev.fovea.store.InMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
        inFlight.enter(passed.id(), false).close();
        inFlight.enter(killer.id(), false);
        inFlight.enter(bystander.id(), false);

        crash();

        assertThat(found()).containsExactly(killer.id(), bystander.id());
    }

    @Test
    void nothingIsFoundWhenNothingWasInside() {
        Capture capture = take(1);
        inFlight.enter(capture.id(), false).close();

        crash();

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void aSuspectStaysOneUntilItIsAnsweredHoweverOftenTheProcessDies() {
        Capture capture = take(1);
        inFlight.enter(capture.id(), false);
        crash();
        crash();
        assertThat(found()).containsExactly(capture.id());

        clinic.results().finish(Answers.findings(capture, 0.2));

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void whatHadItsAnswerIsNoSuspect() {
        Capture capture = take(1);
        inFlight.enter(capture.id(), false);
        clinic.results().finish(Answers.findings(capture, 0.2));

        crash();

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void onlyADeathAloneIsCharged() {
        Capture capture = take(1);
        inFlight.enter(capture.id(), false);
        crash();
        assertThat(deaths()).isZero();
        dieAlone(capture);
        dieAlone(capture);

        assertThat(deaths()).isEqualTo(2);
    }

    @Test
    void aRunAloneThatEndsStartsTheCountAgain() {
        Capture capture = take(1);
        dieAlone(capture);
        dieAlone(capture);

        inFlight.enter(capture.id(), true).close();
        inFlight.soloEnded(capture.id());
        crash();

        assertThat(found()).containsExactly(capture.id());
        assertThat(deaths()).isZero();
    }

    @Test
    void aStopOnDemandIsNobodysFault() {
        Capture capture = take(1);
        inFlight.enter(capture.id(), true);
        inFlight.stopped();

        crash();

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void aMachineThatStartsAnewIsNobodysFault() {
        Capture capture = take(1);
        inFlight.enter(capture.id(), true);
        clinic.crash();

        inFlight = InFlight.open(clinic.database(), new ProcessStamp(UUID.randomUUID(), 7, 0));

        assertThat(inFlight.found()).isEmpty();
    }

    @Test
    void whereTheJvmReportedACrashFewerDeathsAreEnough() throws IOException {
        ProcessStamp process = new ProcessStamp(ProcessStamp.own().boot(), 4_999_999, 1000);
        Path log = Path.of(System.getProperty("fovea.state", ""), "hs_err_pid4999999.log");
        Capture capture = take(1);
        dieAlone(capture);
        inFlight = InFlight.open(clinic.database(), process);
        inFlight.enter(capture.id(), true);
        Files.writeString(log, "# A fatal error has been detected");

        try {
            crash();
        } finally {
            Files.delete(log);
        }

        assertThat(inFlight.found()).containsExactly(new InFlight.Suspect(capture.id(), 2, true));
        assertThat(new InFlight.Suspect(capture.id(), 3, true).isConvicted(3)).isTrue();
        assertThat(new InFlight.Suspect(capture.id(), 11, false).isConvicted(3)).isFalse();
        assertThat(new InFlight.Suspect(capture.id(), 12, false).isConvicted(3)).isTrue();
    }

    @Test
    void aPersonsRetryStartsTheCountAgain() {
        Capture capture = take(1);
        dieAlone(capture);
        dieAlone(capture);
        clinic.results().finish(Answers.failed(capture, "crashed the process 2 times"));

        clinic.results().retry(capture.id());

        assertThat(deaths()).isZero();
    }

    @Test
    void aMarkClosedTwiceDoesNotFreeAnothersSlot() {
        Capture first = take(1);
        Capture second = take(2);
        InFlight.Mark mark = inFlight.enter(first.id(), false);
        mark.close();
        inFlight.enter(second.id(), false);
        mark.close();

        crash();

        assertThat(found()).containsExactly(second.id());
    }

    @Test
    void thereIsAPlaceForEveryWorkerAndALimit() {
        Capture capture = take(1);
        List<InFlight.Mark> marks = new ArrayList<>();
        for (int i = 0; i < InFlight.SLOTS; i++) {
            marks.add(inFlight.enter(capture.id(), false));
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> inFlight.enter(capture.id(), false))
                .withMessage("more than 64 captures are in native code at once");
        marks.forEach(InFlight.Mark::close);
        inFlight.enter(capture.id(), false).close();
    }

    private Capture take(int seed) {
        return clinic.take(photograph(seed), "exam " + seed, Laterality.RIGHT);
    }

    private List<CaptureId> found() {
        return inFlight.found().stream().map(InFlight.Suspect::id).toList();
    }

    private int deaths() {
        return inFlight.found().getFirst().deaths();
    }

    private void dieAlone(Capture capture) {
        inFlight.enter(capture.id(), true);
        crash();
    }

    private void crash() {
        clinic.crash();
        inFlight = InFlight.open(clinic.database());
    }
}
