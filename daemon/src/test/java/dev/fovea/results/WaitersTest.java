package dev.fovea.results;

import static dev.fovea.model.Laterality.RIGHT;
import static dev.fovea.results.Answers.failed;
import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WaitersTest {
    private static final Duration LONG = Duration.ofSeconds(25);

    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void everybodyWhoWaitsHearsTheAnswerOfTheirOwnCapture() throws Exception {
        List<Capture> captures = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            captures.add(clinic.take(photograph(i), "exam " + i, RIGHT));
        }
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<CaptureView>> heard = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                Capture capture = captures.get(i % captures.size());
                heard.add(callers.submit(() -> clinic.results().await(capture.id(), LONG)));
            }
            captures.forEach(capture -> clinic.results().finish(findings(capture, 0.75)));
            for (int i = 0; i < heard.size(); i++) {
                CaptureView view = heard.get(i).get();
                assertThat(view.capture()).isEqualTo(captures.get(i % captures.size()));
                assertThat(view.state()).isEqualTo(State.ANSWERED);
            }
        }
    }

    @Test
    void whoComesAfterTheAnswerDoesNotWait() throws Exception {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(findings(capture, 0.75));

        assertThat(clinic.results().await(capture.id(), LONG).state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void whoComesLongAfterTheAnswerHearsItAllTheSame() throws Exception {
        Capture first = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(findings(first, 0.75));
        for (int i = 2; i < 70; i++) {
            Capture later = clinic.take(photograph(i), "exam " + i, RIGHT);
            clinic.results().finish(findings(later, 0.75));
        }

        assertThat(clinic.results().await(first.id(), LONG).state()).isEqualTo(State.ANSWERED);
    }

    @Test
    void aDeadLetterThatIsTriedAgainIsWaitedForAgain() throws Exception {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(failed(capture, "no"));
        clinic.results().retry(capture.id());

        assertThat(clinic.results().await(capture.id(), Duration.ofMillis(5)).state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void whenTheTimeIsOverTheCaptureIsToldAsItStands() throws Exception {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);

        assertThat(clinic.results().await(capture.id(), Duration.ofMillis(5)).state())
                .isEqualTo(State.WAITING);
    }

    @Test
    void nobodyWaitsThroughAStop() throws Exception {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<CaptureView> early = callers.submit(() -> clinic.results().await(capture.id(), LONG));
            clinic.results().letGo();

            assertThat(early.get().state()).isEqualTo(State.WAITING);
            assertThat(clinic.results().await(capture.id(), LONG).state()).isEqualTo(State.WAITING);
        }
    }

    @Test
    void noCaptureNoWait() {
        CaptureId nobody = new CaptureId(new UUID(1, 2));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clinic.results().await(nobody, LONG))
                .withMessage("there is no capture " + nobody);
    }
}
