package dev.fovea.results;

import static dev.fovea.model.Laterality.LEFT;
import static dev.fovea.model.Laterality.RIGHT;
import static dev.fovea.results.Answers.failed;
import static dev.fovea.results.Answers.findings;
import static dev.fovea.results.Answers.ungradable;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.model.ActivationMap;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Outcome;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Stage;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
class ResultsTest {
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
    void anAnswerIsFoundAsItWasGivenAlsoAfterARestart() {
        Capture refer = clinic.take(photograph(1), "exam 1", RIGHT);
        Capture blurred = clinic.take(photograph(2), "exam 1", LEFT);
        clinic.results().finish(findings(refer, 0.75));
        clinic.results().finish(ungradable(blurred, QualityFault.BLURRED));

        clinic.restart();

        assertSame(find(refer), findings(refer, 0.75));
        assertSame(find(blurred), ungradable(blurred, QualityFault.BLURRED));
        assertThat(find(refer).state()).isEqualTo(State.ANSWERED);
        assertThat(clinic.spool().unanswered()).isEmpty();
    }

    @Test
    void theHeatMapComesBackToTheBit() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(findings(capture, 0.75));

        ActivationMap map =
                ((Outcome.Findings) find(capture).result().orElseThrow().outcome()).map();

        assertThat(map.toBytes())
                .isEqualTo(((Outcome.Findings) findings(capture, 0.75).outcome())
                        .map()
                        .toBytes());
    }

    @Test
    void aSecondAnswerIsRefusedAndTheFirstStays() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(findings(capture, 0.75));

        assertThatIllegalStateException()
                .isThrownBy(() -> clinic.results().finish(findings(capture, 0.1)))
                .withMessage("capture " + capture.id() + " has its answer already");
        assertThatIllegalStateException().isThrownBy(() -> clinic.results().finish(failed(capture, "late")));

        assertSame(find(capture), findings(capture, 0.75));
        assertThat(clinic.results().tally()).isEqualTo(new Tally(1, 1, 0, 0));
    }

    @Test
    void ofManyAnswersAtOnceOneCounts() throws Exception {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        List<Future<?>> tries = new ArrayList<>();
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                double probability = i / 16.0;
                tries.add(workers.submit(() -> clinic.results().finish(findings(capture, probability))));
            }
        }

        assertThat(tries)
                .filteredOn(each -> each.state() == Future.State.SUCCESS)
                .hasSize(1);
        assertThat(clinic.results().tally()).isEqualTo(new Tally(1, 1, 0, 0));
    }

    @Test
    void anAnswerMadeFromOtherBytesIsAMixUpAndRefused() {
        Capture mine = clinic.take(photograph(1), "exam 1", RIGHT);
        Capture yours = clinic.take(photograph(2), "exam 2", RIGHT);
        Result mixedUp = new Result(
                mine.id(),
                yours.content(),
                findings(yours, 0.9).outcome(),
                Optional.empty(),
                Optional.empty(),
                findings(yours, 0.9).times(),
                Answers.NOON);

        assertThatIllegalStateException()
                .isThrownBy(() -> clinic.results().finish(mixedUp))
                .withMessageStartingWith("mix-up: the answer for capture " + mine.id());
        assertThat(find(mine).state()).isEqualTo(State.WAITING);
    }

    @Test
    void anAnswerToNobodyIsRefused() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        CaptureId nobody = new CaptureId(new UUID(1, 2));
        Result lost = new Result(
                nobody,
                capture.content(),
                findings(capture, 0.9).outcome(),
                Optional.empty(),
                Optional.empty(),
                findings(capture, 0.9).times(),
                Answers.NOON);

        assertThatIllegalStateException()
                .isThrownBy(() -> clinic.results().finish(lost))
                .withMessage("there is no capture " + nobody);
        assertThat(clinic.results().find(nobody)).isEmpty();
    }

    @Test
    void answersCannotBeChangedOrDeletedEvenBySql() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(findings(capture, 0.75));

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> sql("UPDATE result SET document = '{}'"))
                .withMessageContaining("a result is never changed");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> sql("DELETE FROM result"))
                .withMessageContaining("a result is never deleted");
    }

    @Test
    void anAnswerThatWasDamagedOnTheDiskIsSaidToBeAndNeverShown() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(findings(capture, 0.75));
        sql("DROP TRIGGER result_is_final");
        sql("UPDATE result SET document = replace(document, '0.75', '0.05')");

        Outcome shown = find(capture).result().orElseThrow().outcome();

        assertThat(shown)
                .isEqualTo(
                        new Outcome.Failed(Stage.PERSIST, "the stored answer is damaged: take the photograph again"));
    }

    @Test
    void aFailureIsADeadLetterWithItsReason() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(failed(capture, "the engine said NaN"));
        clinic.restart();

        assertThat(find(capture).state()).isEqualTo(State.DEAD);
        assertSame(find(capture), failed(capture, "the engine said NaN"));
        assertThat(clinic.spool().unanswered()).isEmpty();
        assertThat(clinic.results().tally()).isEqualTo(new Tally(1, 0, 0, 1));
    }

    @Test
    void aRetryPutsADeadLetterBackToWorkAndKeepsItsHistory() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.results().finish(failed(capture, "first"));
        clinic.results().retry(capture.id());

        assertThat(clinic.retried).containsExactly(capture);
        assertThat(clinic.spool().unanswered()).containsExactly(capture);
        assertThat(find(capture)).isEqualTo(new CaptureView(capture, State.WAITING, Optional.empty()));
        clinic.results().finish(failed(capture, "second"));
        assertSame(find(capture), failed(capture, "second"));
        clinic.results().retry(capture.id());
        clinic.results().finish(findings(capture, 0.6));

        assertSame(find(capture), findings(capture, 0.6));
        assertThat(number("SELECT count(*) FROM dead_letter")).isEqualTo(2);
        assertThat(clinic.results().tally()).isEqualTo(new Tally(1, 1, 0, 0));
    }

    @Test
    void onlyADeadLetterCanBeRetried() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);

        assertThatIllegalStateException()
                .isThrownBy(() -> clinic.results().retry(capture.id()))
                .withMessage("capture " + capture.id() + " is not in the dead letter, it is waiting");
        clinic.results().finish(findings(capture, 0.6));
        assertThatIllegalStateException().isThrownBy(() -> clinic.results().retry(capture.id()));
        assertThat(clinic.retried).isEmpty();
    }

    @Test
    void theSumsHold() {
        List<Capture> captures = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            captures.add(clinic.take(photograph(i), "exam " + i, RIGHT));
        }
        clinic.results().finish(findings(captures.get(0), 0.9));
        clinic.results().finish(ungradable(captures.get(1), QualityFault.TOO_DARK));
        clinic.results().finish(failed(captures.get(2), "no"));
        clinic.results().finish(failed(captures.get(3), "no"));
        clinic.results().retry(captures.get(3).id());

        assertThat(clinic.results().tally()).isEqualTo(new Tally(7, 2, 4, 1));
        clinic.crash();
        assertThat(clinic.results().tally()).isEqualTo(new Tally(7, 2, 4, 1));
    }

    @Test
    void pagesGoFromTheNewestToTheOldestWithoutAGap() {
        List<CaptureId> taken = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            taken.addFirst(clinic.take(photograph(i), "exam " + i, RIGHT).id());
        }

        List<CaptureId> seen = new ArrayList<>();
        Optional<CaptureQuery> query = Optional.of(CaptureQuery.newest(3));
        while (query.isPresent()) {
            Page page = clinic.results().page(query.get());
            page.captures().forEach(view -> seen.add(view.capture().id()));
            query = page.next().map(CaptureQuery.newest(3)::before);
        }

        assertThat(seen).isEqualTo(taken);
    }

    @Test
    void aFullLastPageHasNoNext() {
        clinic.take(photograph(1), "exam 1", RIGHT);
        clinic.take(photograph(2), "exam 2", RIGHT);

        assertThat(clinic.results().page(CaptureQuery.newest(2)).next()).isEmpty();
        assertThat(clinic.results().page(CaptureQuery.newest(1)).next()).isPresent();
    }

    @Test
    void filtersAreCombined() {
        Capture refer = clinic.take(photograph(1), "exam 1", RIGHT);
        Capture other = clinic.take(photograph(2), "exam 1", LEFT);
        Capture dead = clinic.take(photograph(3), "exam 2", LEFT);
        Capture waiting = clinic.take(photograph(4), "exam 3", LEFT);
        clinic.results().finish(findings(refer, 0.9));
        clinic.results().finish(ungradable(other, QualityFault.BLURRED));
        clinic.results().finish(failed(dead, "no"));

        assertThat(ids(filter().exam("exam 1"))).containsExactly(other.id(), refer.id());
        assertThat(ids(filter().patient("patient of exam 2"))).containsExactly(dead.id());
        assertThat(ids(filter().outcome(OutcomeKind.FINDINGS))).containsExactly(refer.id());
        assertThat(ids(filter().outcome(OutcomeKind.UNGRADABLE))).containsExactly(other.id());
        assertThat(ids(filter().outcome(OutcomeKind.FAILED))).containsExactly(dead.id());
        assertThat(ids(filter().state(State.WAITING))).containsExactly(waiting.id());
        assertThat(ids(filter().exam("exam 1").left())).containsExactly(other.id());
        assertThat(ids(filter().since(dead.arrivedAt()))).containsExactly(waiting.id(), dead.id());
        assertThat(ids(filter().until(dead.arrivedAt()))).containsExactly(other.id(), refer.id());
        assertThat(ids(filter().task("oct3"))).isEmpty();
        assertThat(ids(filter().task("fundus4"))).hasSize(4);
    }

    @Test
    void aPageIsOneToFiveHundredLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CaptureQuery.newest(0))
                .withMessage("limit must be 1 to 500, was 0");
        assertThatIllegalArgumentException().isThrownBy(() -> CaptureQuery.newest(501));
    }

    @Test
    void anExamShowsAllItsCapturesAndWhatTheySayTogether() {
        Capture right = clinic.take(photograph(1), "exam 1", RIGHT);
        Capture left = clinic.take(photograph(2), "exam 1", LEFT);
        clinic.take(photograph(3), "exam 2", LEFT);
        clinic.results().finish(findings(right, 0.1));
        clinic.results().finish(findings(left, 0.9));

        ExamView exam = clinic.results().exam("exam 1").orElseThrow();

        assertThat(exam.patient()).contains("patient of exam 1");
        assertThat(exam.captures()).extracting(view -> view.capture().id()).containsExactly(left.id(), right.id());
        assertThat(exam.outcome().status()).isEqualTo(ExamOutcome.Status.REFER);
        assertThat(clinic.results().exam("no such")).isEmpty();
    }

    @Test
    void examsAreListedByTheirLatestCapture() {
        clinic.take(photograph(1), "exam 1", RIGHT);
        Capture second = clinic.take(photograph(2), "exam 2", RIGHT);
        clinic.take(photograph(3), "exam 1", LEFT);

        assertThat(exams(Instant.EPOCH, 10)).containsExactly("exam 1", "exam 2");
        assertThat(exams(Instant.EPOCH, 1)).containsExactly("exam 1");
        assertThat(exams(second.arrivedAt().plusNanos(1_000_000), 10)).isEmpty();
        assertThat(exams(second.arrivedAt(), 10)).containsExactly("exam 1", "exam 2");
    }

    @Test
    void persistingIsTimedAndCounted() {
        Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
        List<String> counted = new ArrayList<>();
        long[] nanos = {0};
        Results results = Results.open(
                clinic.database(), ResultsSettings.DEFAULT, () -> nanos[0] += 5, _ -> {}, new ResultsMetrics() {
                    @Override
                    public void finished(Capture finished, Result result, Duration persist) {
                        counted.add(finished.id() + " " + OutcomeKind.of(result.outcome()) + " " + persist);
                    }
                });

        results.finish(findings(capture, 0.9));

        assertThat(counted).containsExactly(capture.id() + " FINDINGS PT0.000000005S");
    }

    private CaptureView find(Capture capture) {
        return clinic.results().find(capture.id()).orElseThrow();
    }

    /// The map has no equality of its own; its bytes are compared by another test.
    private static void assertSame(CaptureView view, Result given) {
        Result stored = view.result().orElseThrow();
        assertThat(stored).usingRecursiveComparison().isEqualTo(given);
    }

    private List<String> exams(Instant since, int limit) {
        return clinic.results().exams(since, limit).stream().map(ExamView::exam).toList();
    }

    private List<CaptureId> ids(Filter filter) {
        return clinic.results().page(filter.query()).captures().stream()
                .map(view -> view.capture().id())
                .toList();
    }

    private static Filter filter() {
        return new Filter(CaptureQuery.newest(500));
    }

    private int sql(String sql) {
        return clinic.database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    private int number(String sql) {
        return clinic.database().read(connection -> {
            try (Statement statement = connection.createStatement();
                    var row = statement.executeQuery(sql)) {
                return row.getInt(1);
            }
        });
    }
}
