package dev.fovea.exams;

import static dev.fovea.model.Laterality.LEFT;
import static dev.fovea.model.Laterality.RIGHT;
import static dev.fovea.model.Laterality.UNKNOWN;
import static dev.fovea.results.Answers.failed;
import static dev.fovea.results.Answers.findings;
import static dev.fovea.results.Answers.ungradable;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.exams.ChartEntry.Note;
import dev.fovea.exams.ChartEntry.Reading;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.QualityFault;
import dev.fovea.results.Event;
import dev.fovea.results.Subscription;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class ExamsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456Z");
    private static final Optional<String> NO_REMARK = Optional.empty();
    private static final Optional<CaptureId> DECISIVE = Optional.empty();

    @TempDir(factory = InMemory.class)
    Path root;

    private final List<String> added = new ArrayList<>();
    private Clinic clinic;
    private Exams exams;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        begin();
    }

    private void begin() {
        exams = new Exams(
                clinic.database(),
                (exam, entries, _) -> "{\"exam\":\"" + exam.exam() + "\",\"entries\":" + entries.size() + "}",
                () -> NOON.plusNanos(789),
                exam -> {
                    added.add(exam);
                    clinic.results().announceAddition(exam);
                });
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    private Capture answered(int seed, dev.fovea.model.Laterality eye) {
        Capture capture = clinic.take(photograph(seed), "E1", eye);
        clinic.results().finish(findings(capture, 0.9));
        return capture;
    }

    private Chart chart() {
        return exams.find("E1").orElseThrow();
    }

    @Test
    void readingsAndNotesStandBesideTheMachinesAnswerAlsoAfterARestart() {
        Capture right = answered(1, RIGHT);
        exams.read("E1", RIGHT, DECISIVE, Agreement.AGREE, Optional.empty(), "Dr. A");
        exams.note("E1", "patient was tired\nsecond line", "T");
        exams.read("E1", RIGHT, DECISIVE, Agreement.DISAGREE, Optional.of("dots only"), "Dr. B");

        clinic.restart();
        begin();

        assertThat(chart().entries())
                .containsExactly(
                        new Reading(RIGHT, right.id(), Agreement.AGREE, Optional.empty(), "Dr. A", NOON),
                        new Note("patient was tired\nsecond line", "T", NOON),
                        new Reading(RIGHT, right.id(), Agreement.DISAGREE, Optional.of("dots only"), "Dr. B", NOON));
        assertThat(chart().exam().captures()).hasSize(1);
        assertThat(chart().report()).isEmpty();
    }

    @Test
    void anEyeWithoutAPhotographIsNotRead() {
        answered(1, RIGHT);

        assertThatIllegalStateException()
                .isThrownBy(() -> exams.read("E1", LEFT, DECISIVE, Agreement.AGREE, Optional.empty(), "Dr. A"))
                .withMessageContaining("no photograph of that eye");
        assertThat(chart().entries()).isEmpty();
    }

    @Test
    void whoDisagreesSaysWhatTheyFound() {
        answered(1, RIGHT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> exams.read("E1", RIGHT, DECISIVE, Agreement.DISAGREE, Optional.empty(), "Dr. A"))
                .withMessageStartingWith("grade must say");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "a\u0007b"})
    void whoWritesHasAName(String author) {
        answered(1, RIGHT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> exams.note("E1", "text", author))
                .withMessageStartingWith("author");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> exams.finish("E1", author, NO_REMARK))
                .withMessageStartingWith("author");
    }

    @Test
    void nothingIsAddedToAnExamThatIsNone() {
        assertThatExceptionOfType(Exams.UnknownExamException.class).isThrownBy(() -> exams.note("E9", "text", "T"));
        assertThatExceptionOfType(Exams.UnknownExamException.class)
                .isThrownBy(() -> exams.finish("E9", "T", NO_REMARK));
        assertThat(exams.find("E9")).isEmpty();
    }

    @Test
    void aFinishedExamIsFrozenAndFinishingItAgainChangesNothing() {
        answered(1, RIGHT);
        answered(2, LEFT);
        assertThat(chart().finished()).isFalse();

        Exams.Finished first = exams.finish("E1", "T", NO_REMARK);
        Exams.Finished again = exams.finish("E1", "somebody else", NO_REMARK);
        clinic.restart();
        begin();

        assertThat(first.fresh()).isTrue();
        assertThat(first.report().edition()).isEqualTo(1);
        assertThat(first.report().exam()).isEqualTo("{\"exam\":\"E1\",\"entries\":0}");
        assertThat(added).containsExactly("E1");
        assertThat(again).isEqualTo(new Exams.Finished(first.report(), false));
        assertThat(chart().report()).contains(first.report());
        assertThat(chart().finished()).isTrue();
    }

    @Test
    void whatComesAfterwardsOpensItAgainForTheNextEdition() {
        answered(1, RIGHT);
        answered(2, LEFT);
        Report first = exams.finish("E1", "T", NO_REMARK).report();

        exams.note("E1", "came back", "T");
        assertThat(chart().finished()).isFalse();
        Report second = exams.finish("E1", "T", NO_REMARK).report();
        answered(3, LEFT);
        assertThat(chart().finished()).isFalse();

        assertThat(second.edition()).isEqualTo(2);
        assertThat(exams.report("E1", 1)).contains(first);
        assertThat(exams.report("E1", 2)).contains(second);
        assertThat(exams.report("E1", 3)).isEmpty();
    }

    @Test
    void anExamThatWaitsForAnAnswerIsNotFinished() {
        answered(1, RIGHT);
        clinic.take(photograph(2), "E1", LEFT);

        assertThatIllegalStateException()
                .isThrownBy(() -> exams.finish("E1", "T", Optional.of("in a hurry")))
                .withMessage("exam \"E1\" cannot be finished: 1 of the exam's photographs have no answer yet");
    }

    @Test
    void anEyeWithoutAnAnswerNeedsAReason() {
        answered(1, RIGHT);

        assertThatIllegalStateException()
                .isThrownBy(() -> exams.finish("E1", "T", NO_REMARK))
                .withMessageEndingWith("there is no answer for the left eye: remark must say why");

        assertThat(exams.finish("E1", "T", Optional.of("glass eye")).report().remark())
                .contains("glass eye");
    }

    @Test
    void anEyeThatCouldNotBeGradedOrFailedNeedsAReasonToo() {
        clinic.results().finish(ungradable(clinic.take(photograph(1), "E1", RIGHT), QualityFault.BLURRED));
        clinic.results().finish(failed(clinic.take(photograph(2), "E1", LEFT), "no"));

        assertThatIllegalStateException()
                .isThrownBy(() -> exams.finish("E1", "T", NO_REMARK))
                .withMessageContaining("the right eye and the left eye");
    }

    @Test
    void aDeadLetterTriedAgainWithSuccessOpensTheExamAgain() {
        answered(1, RIGHT);
        Capture left = clinic.take(photograph(2), "E1", LEFT);
        clinic.results().finish(failed(left, "no"));
        exams.finish("E1", "T", Optional.of("the program failed"));
        assertThat(chart().finished()).isTrue();

        clinic.results().retry(left.id());
        assertThat(chart().finished()).isFalse();
        clinic.results().finish(findings(left, 0.1));

        assertThat(exams.finish("E1", "T", NO_REMARK).report().edition()).isEqualTo(2);
    }

    @Test
    void aPhotographOfAnEyeNotStatedLeavesBothEyesMissing() {
        answered(1, UNKNOWN);

        assertThatIllegalStateException()
                .isThrownBy(() -> exams.finish("E1", "T", NO_REMARK))
                .withMessageContaining("the right eye and the left eye");
    }

    @Test
    void whoListensHearsOfEachAdditionAndTheNumbersGoOnOverARestart() throws InterruptedException {
        answered(1, RIGHT);
        BlockingQueue<Event> heard = new LinkedBlockingQueue<>();
        long before = number(heard, () -> exams.note("E1", "first", "T"));
        long second = number(heard, () -> exams.finish("E1", "T", Optional.of("one eye")));

        clinic.restart();
        begin();
        long after = number(heard, () -> exams.note("E1", "second", "T"));

        assertThat(List.of(second, after)).containsExactly(before + 1, before + 2);
    }

    /// Of the event that this addition causes.
    private long number(BlockingQueue<Event> heard, Runnable addition) throws InterruptedException {
        try (Subscription _ = clinic.results().subscribe(-1, heard::add)) {
            addition.run();
            Event event = Objects.requireNonNull(heard.poll(10, TimeUnit.SECONDS));
            assertThat(event).isEqualTo(new Event.Charted(event.seq(), "E1"));
            return event.seq();
        }
    }

    @Test
    void examsAreListedWithWhatPeopleAdded() {
        answered(1, RIGHT);
        clinic.take(photograph(2), "E2", LEFT);
        exams.note("E1", "text", "T");

        List<Chart> listed = exams.list(Instant.EPOCH, Instant.MAX, 10);

        assertThat(listed).extracting(chart -> chart.exam().exam()).containsExactly("E2", "E1");
        assertThat(listed.getLast().entries()).hasSize(1);
        assertThat(exams.list(Instant.EPOCH, Clinic.MORNING, 10)).isEmpty();
    }

    @Test
    void nothingThatWasWrittenCanBeChangedOrDeleted() {
        answered(1, RIGHT);
        exams.note("E1", "text", "T");
        exams.finish("E1", "T", Optional.of("one eye"));

        for (String change : List.of(
                "UPDATE chart SET exam = 'E2'",
                "DELETE FROM chart",
                "UPDATE report SET document = '{}'",
                "DELETE FROM report")) {
            assertThatExceptionOfType(StoreException.class)
                    .as(change)
                    .isThrownBy(() -> execute(change))
                    .withMessageContaining("is never");
        }
    }

    @Test
    void aReadingIsOfThePhotographThatWasLookedAtWhateverCameMeanwhile() {
        Capture seen = answered(1, RIGHT);
        Capture newer = answered(2, RIGHT);

        exams.read("E1", RIGHT, Optional.of(seen.id()), Agreement.AGREE, Optional.empty(), "Dr. A");
        exams.read("E1", RIGHT, DECISIVE, Agreement.AGREE, Optional.empty(), "Dr. A");

        assertThat(chart().entries())
                .extracting(entry -> ((Reading) entry).capture())
                .containsExactly(seen.id(), newer.id());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        exams.read("E1", LEFT, Optional.of(seen.id()), Agreement.AGREE, Optional.empty(), "Dr. A"))
                .withMessage("capture must be a photograph of that eye in exam \"E1\", was \"" + seen.id() + "\"");
    }

    @Test
    void nobodyAgreesWithAnAnswerThatIsNotThereYet() {
        clinic.take(photograph(1), "E1", RIGHT);

        assertThatIllegalStateException()
                .isThrownBy(() -> exams.read("E1", RIGHT, DECISIVE, Agreement.AGREE, Optional.empty(), "Dr. A"))
                .withMessageEndingWith("has no answer yet that could be judged");
    }

    @Test
    void anExamTakesSoManyEntriesAndThenSaysSo() {
        answered(1, RIGHT);
        for (int i = 0; i < Exams.ENTRIES_MAX; i++) {
            exams.note("E1", "note " + i, "T");
        }

        assertThatIllegalStateException()
                .isThrownBy(() -> exams.note("E1", "one more", "T"))
                .withMessage("exam \"E1\" has 200 readings and notes, which is the most that one may have");
        assertThat(exams.finish("E1", "T", Optional.of("one eye")).fresh()).isTrue();
    }

    @Test
    void whatIsSentAgainForWantOfAnAnswerIsKeptOnce() {
        answered(1, RIGHT);
        exams.note("E1", "tired", "T");
        exams.note("E1", "tired", "T");
        exams.note("E1", "tired", "somebody else");

        assertThat(chart().entries()).hasSize(2);
        assertThat(added).containsExactly("E1", "E1");
    }

    @Test
    void halfACharacterIsNoText() {
        answered(1, RIGHT);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> exams.finish("E1", "T\ud800", Optional.of("one eye")))
                .withMessageStartingWith("author");
        exams.note("E1", "\ud83d\udc41", "T");
        assertThat(chart().entries()).hasSize(1);
    }

    private void execute(String sql) {
        clinic.database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
