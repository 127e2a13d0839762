package dev.fovea.exams;

import static dev.fovea.model.Laterality.LEFT;
import static dev.fovea.model.Laterality.RIGHT;
import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.exams.Exams.ChangedExamException;
import dev.fovea.model.Laterality;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Only what a person saw is frozen, and nothing that they say is dropped without a word.
@Timeout(30)
class FinishTest {
    private static final Optional<String> NO_REMARK = Optional.empty();

    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Exams exams;
    private Optional<String> order = Optional.of("{\"name\":\"Ana\"}");

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        exams = new Exams(clinic.database(), (_, _, ordered) -> ordered.orElse("{}"), () -> Clinic.MORNING, _ -> {})
                .ordered((_, _) -> order);
        answered(1, RIGHT);
        answered(2, LEFT);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    private void answered(int seed, Laterality eye) {
        clinic.results().finish(findings(clinic.take(photograph(seed), "E1", eye), 0.9));
    }

    private Chart chart() {
        return exams.find("E1").orElseThrow();
    }

    @Test
    void whatWasSeenIsFrozen() {
        Exams.Finished finished = exams.finish("E1", "T", NO_REMARK, Optional.of(chart().basis()));

        assertThat(finished.fresh()).isTrue();
        assertThat(chart().finished()).isTrue();
    }

    @Test
    void aPhotographThatCameMeanwhileIsNotFrozenUnseen() {
        String seen = chart().basis();
        answered(3, LEFT);

        assertThatExceptionOfType(ChangedExamException.class)
                .isThrownBy(() -> exams.finish("E1", "T", NO_REMARK, Optional.of(seen)))
                .withMessageContaining("has changed since it was looked at")
                .satisfies(
                        refused -> assertThat(refused.chart().exam().captures()).hasSize(3));
        assertThat(chart().editions()).isZero();

        assertThat(exams.finish("E1", "T", NO_REMARK, Optional.of(chart().basis()))
                        .fresh())
                .isTrue();
    }

    @Test
    void neitherIsAReadingThatCameMeanwhile() {
        String seen = chart().basis();
        exams.note("E1", "the left one is a scar", "Dr. A");

        assertThatExceptionOfType(ChangedExamException.class)
                .isThrownBy(() -> exams.finish("E1", "T", NO_REMARK, Optional.of(seen)))
                .satisfies(refused -> assertThat(refused.chart().entries()).hasSize(1));
        assertThat(chart().editions()).isZero();
    }

    @Test
    void neitherIsAnOrderThatBecameAnotherMeanwhile() {
        String seen = chart().basis();
        order = Optional.of("{\"name\":\"Eva\"}");

        assertThatExceptionOfType(ChangedExamException.class)
                .isThrownBy(() -> exams.finish("E1", "T", NO_REMARK, Optional.of(seen)))
                .satisfies(refused -> assertThat(refused.chart().order()).isEqualTo(order));
        assertThat(chart().editions()).isZero();

        Report report =
                exams.finish("E1", "T", NO_REMARK, Optional.of(chart().basis())).report();
        assertThat(report.exam()).isEqualTo("{\"name\":\"Eva\"}");
    }

    @Test
    void anExamStaysFinishedWhenTheWorklistForgetsItsOrder() {
        exams.finish("E1", "T", NO_REMARK, Optional.of(chart().basis()));
        order = Optional.empty();

        assertThat(chart().finished()).isTrue();
        assertThat(exams.finish("E1", "T", NO_REMARK, Optional.of(chart().basis()))
                        .fresh())
                .isFalse();
    }

    @Test
    void theSameSentAgainGetsTheSameReport() {
        String seen = chart().basis();
        Report first =
                exams.finish("E1", "T", Optional.of("tired"), Optional.of(seen)).report();

        Exams.Finished again = exams.finish("E1", "T", Optional.of("tired"), Optional.of(seen));

        assertThat(again.fresh()).isFalse();
        assertThat(again.report()).isEqualTo(first);
    }

    @Test
    void soItDoesWhenTheWorklistHasForgottenOrCorrectedTheOrder() {
        Exams wording = new Exams(
                        clinic.database(),
                        (_, _, ordered) -> "{\"order\":" + ordered.orElse("null") + "}",
                        () -> Clinic.MORNING,
                        _ -> {})
                .ordered((_, _) -> order);
        order = Optional.of("{\"name\":\"\u00c1na \\\"An\\\" \u0905\",\"accession\":\"A/1\"}");
        String seen = wording.find("E1").orElseThrow().basis();
        Report first = wording.finish("E1", "T", NO_REMARK, Optional.of(seen)).report();

        for (Optional<String> later : List.of(Optional.<String>empty(), Optional.of("{\"name\":\"Eva\"}"))) {
            order = later;
            assertThat(wording.finish("E1", "T", NO_REMARK, Optional.of(seen)).report())
                    .isEqualTo(first);
        }
        wording.note("E1", "a scar", "Dr. A");
        assertThatExceptionOfType(ChangedExamException.class)
                .isThrownBy(() -> wording.finish("E1", "T", NO_REMARK, Optional.of(seen)));
    }

    @Test
    void aSecondFinishersRemarkIsNotDroppedButRefused() {
        String seen = chart().basis();
        exams.finish("E1", "T", NO_REMARK, Optional.of(seen));

        assertThatExceptionOfType(ChangedExamException.class)
                .isThrownBy(() -> exams.finish("E1", "Dr. A", Optional.of("see her soon"), Optional.of(seen)))
                .withMessage("exam \"E1\" has been finished by T, and the remark was not kept: a note makes the next"
                        + " edition")
                .satisfies(refused -> assertThat(refused.chart().finished()).isTrue());
        assertThat(exams.finish("E1", "Dr. A", NO_REMARK, Optional.of(seen))
                        .report()
                        .author())
                .isEqualTo("T");
    }
}
