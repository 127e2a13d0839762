package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.results.Answers;
import dev.fovea.results.CaptureView;
import dev.fovea.results.State;
import dev.fovea.results.Tally;
import dev.fovea.spool.Acceptance.Accepted;
import dev.fovea.spool.Acceptance.Conflict;
import dev.fovea.spool.Acceptance.Duplicate;
import dev.fovea.spool.Acceptance.Refused;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random histories of a small world, where keys, exams and bytes collide all the time: senders at once, answers,
/// failures, retries, orderly stops and crashes, against a model that is too simple to be wrong.
@Timeout(120)
class SpoolPropertyTest {
    private static final int ROUNDS = 12;
    private static final int SENDERS = 8;

    @TempDir(factory = InMemory.class)
    Path root;

    private record Act(int photograph, String exam, Optional<String> key) {}

    /// The model: every capture ever accepted, by what it was, and where it stands.
    private final Map<List<Object>, Capture> byContent = new LinkedHashMap<>();
    private final Map<String, Capture> byKey = new LinkedHashMap<>();
    private final Map<CaptureId, Capture> all = new LinkedHashMap<>();
    private final Map<CaptureId, State> states = new LinkedHashMap<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverHappensEachActIsOneCaptureWithOneAnswer(long seed) throws Exception {
        Random random = new Random(seed);
        try (Clinic clinic = Clinic.open(root)) {
            for (int round = 0; round < ROUNDS; round++) {
                send(clinic, random);
                for (int i = 0; i < 6; i++) {
                    answerOrRetry(clinic, random);
                }
                switch (random.nextInt(3)) {
                    case 0 -> clinic.restart();
                    case 1 -> clinic.crash();
                    default -> {}
                }
                assertSame(clinic);
            }
        }
        assertThat(states.values()).contains(State.ANSWERED, State.WAITING);
    }

    private void send(Clinic clinic, Random random) throws InterruptedException, ExecutionException {
        List<Act> acts = new ArrayList<>();
        List<Future<Acceptance>> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < SENDERS; i++) {
                Act act = new Act(
                        random.nextInt(6),
                        "exam " + random.nextInt(4),
                        random.nextInt(3) == 0 ? Optional.of("key " + random.nextInt(10)) : Optional.empty());
                acts.add(act);
                answers.add(senders.submit(() -> clinic.send(photograph(act.photograph()), submission(act))));
            }
        }
        // First the new ones, in whatever order they won; then what the others heard must agree with them.
        for (int i = 0; i < SENDERS; i++) {
            if (answers.get(i).get() instanceof Accepted(Capture capture)) {
                remember(acts.get(i), capture);
            }
        }
        for (int i = 0; i < SENDERS; i++) {
            assertAgrees(acts.get(i), answers.get(i).get());
        }
    }

    private void remember(Act act, Capture capture) {
        assertThat(capture.content()).isEqualTo(Sha256.of(photograph(act.photograph())));
        assertThat(capture.identity().exam()).isEqualTo(act.exam());
        assertThat(byContent.put(question(act), capture))
                .as("stored twice: " + act)
                .isNull();
        act.key()
                .ifPresent(key -> assertThat(byKey.put(key, capture))
                        .as("key twice: " + key)
                        .isNull());
        all.put(capture.id(), capture);
        states.put(capture.id(), State.WAITING);
    }

    private void assertAgrees(Act act, Acceptance answer) {
        switch (answer) {
            case Accepted(Capture capture) -> assertThat(all).containsKey(capture.id());
            case Duplicate(Capture first) -> {
                boolean sameKey = act.key().isPresent()
                        && first.equals(byKey.get(act.key().get()));
                assertThat(sameKey || first.equals(byContent.get(question(act))))
                        .as(act + " is " + first)
                        .isTrue();
                assertThat(first.content()).isEqualTo(Sha256.of(photograph(act.photograph())));
            }
            case Conflict(Capture earlier, var _) -> {
                assertThat(byKey.get(act.key().orElseThrow())).isEqualTo(earlier);
                boolean same = earlier.content().equals(Sha256.of(photograph(act.photograph())))
                        && earlier.identity()
                                .patient()
                                .equals(submission(act).identity().patient());
                assertThat(same).isFalse();
            }
            case Refused refused -> throw new AssertionError(refused.toString());
        }
    }

    private void answerOrRetry(Clinic clinic, Random random) {
        if (all.isEmpty()) {
            return;
        }
        Capture capture = new ArrayList<>(all.values()).get(random.nextInt(all.size()));
        State state = states.get(capture.id());
        if (state == State.DEAD) {
            clinic.results().retry(capture.id());
            states.put(capture.id(), State.WAITING);
        } else if (state == State.ANSWERED) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> clinic.results().finish(Answers.findings(capture, random.nextDouble())));
        } else {
            boolean fails = random.nextInt(3) == 0;
            clinic.results().finish(fails ? Answers.failed(capture, "no") : answer(capture));
            states.put(capture.id(), fails ? State.DEAD : State.ANSWERED);
        }
    }

    /// Told by the capture alone, so that another one's answer would show.
    private static Result answer(Capture capture) {
        int hash = capture.id().hashCode() & 0xff;
        return hash % 4 == 0
                ? Answers.ungradable(capture, QualityFault.BLURRED)
                : Answers.findings(capture, hash / 256.0);
    }

    private void assertSame(Clinic clinic) {
        for (Capture capture : all.values()) {
            CaptureView view = clinic.results().find(capture.id()).orElseThrow();
            assertThat(view.capture()).isEqualTo(capture);
            assertThat(view.state()).isEqualTo(states.get(capture.id()));
            if (view.state() == State.ANSWERED) {
                assertThat(view.result().orElseThrow())
                        .usingRecursiveComparison()
                        .isEqualTo(answer(capture));
            }
            assertThat(Sha256.of(SpoolTest.bytes(clinic.spool().original(capture))))
                    .isEqualTo(capture.content());
        }
        assertThat(clinic.spool().unanswered())
                .containsExactlyInAnyOrderElementsOf(all.values().stream()
                        .filter(capture -> states.get(capture.id()) == State.WAITING)
                        .toList());
        assertThat(clinic.results().tally())
                .isEqualTo(new Tally(all.size(), count(State.ANSWERED), count(State.WAITING), count(State.DEAD)));
    }

    private long count(State state) {
        return states.values().stream().filter(each -> each == state).count();
    }

    private static List<Object> question(Act act) {
        return List.of(act.exam(), act.photograph());
    }

    private static Submission submission(Act act) {
        return new Submission(
                new Identity(
                        act.exam(),
                        Optional.of("patient of " + act.exam()),
                        Laterality.RIGHT,
                        "camera",
                        Optional.empty()),
                "fundus4",
                Priority.LIVE,
                act.key(),
                Optional.empty());
    }
}
