package dev.fovea.exams;

import static dev.fovea.model.Laterality.LEFT;
import static dev.fovea.model.Laterality.RIGHT;
import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.exams.ChartEntry.Note;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.results.ExamView;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import dev.fovea.store.StoreState;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What people added, where the disk lost some of it, and where the database is older than all that.
@Timeout(30)
class DamagedChartTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Exams exams;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        begin();
    }

    private void begin() {
        exams = new Exams(clinic.database(), (_, _, _) -> "{}", () -> NOON, _ -> {});
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    private Capture answered(int seed, Laterality eye) {
        Capture capture = clinic.take(photograph(seed), "E1", eye);
        clinic.results().finish(findings(capture, 0.9));
        return capture;
    }

    private Chart chart() {
        return exams.find("E1").orElseThrow();
    }

    @Test
    void aDamagedReportIsSaidToBeDamagedAndADamagedEntryIsLeftOut() {
        answered(1, RIGHT);
        exams.note("E1", "first", "T");
        exams.note("E1", "second", "T");
        exams.finish("E1", "T", Optional.of("one eye"));
        execute("DROP TRIGGER chart_is_final");
        execute("DROP TRIGGER report_is_final");

        execute("UPDATE chart SET document = replace(document, 'first', 'fjrst')");
        assertThat(chart().entries()).containsExactly(new Note("second", "T", NOON));

        execute("UPDATE report SET document = replace(document, 'one eye', 'two eye')");
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> exams.report("E1", 1))
                .withMessage("edition 1 of the report of exam \"E1\" is damaged");
    }

    @Test
    void aDamagedReportHidesNoExamAndTheExamCanBeFinishedAgain() {
        answered(1, RIGHT);
        clinic.take(photograph(2), "E2", LEFT);
        exams.finish("E1", "T", Optional.of("one eye"));
        execute("DROP TRIGGER report_is_final");
        execute("UPDATE report SET document = replace(document, 'one eye', 'two eye')");

        assertThat(exams.list(Instant.EPOCH, Instant.MAX, 10)).hasSize(2);
        assertThat(chart().finished()).isFalse();
        assertThat(chart().editions()).isEqualTo(1);
        Report second = exams.finish("E1", "T", Optional.of("one eye")).report();

        assertThat(second.edition()).isEqualTo(2);
        assertThat(chart().report()).contains(second);
    }

    @Test
    void aDatabaseOfBeforeAnybodyCouldAddAnythingIsBroughtForward() {
        Capture right = answered(1, RIGHT);
        asSchema1LeftIt();

        clinic.restart();
        begin();

        assertThat(clinic.results().find(right.id()).orElseThrow().result()).isPresent();
        assertThat(exams.note("E1", "first", "T").entries()).hasSize(1);
    }

    @Test
    void aDamagedDatabaseOfThatTimeStillShowsItsExams() throws IOException {
        answered(1, RIGHT);
        asSchema1LeftIt();
        execute("CREATE TABLE other (text TEXT)");
        execute("INSERT INTO other WITH RECURSIVE n (i) AS (VALUES (1) UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
                + " SELECT hex(randomblob(200)) FROM n");
        clinic.close();
        try (RandomAccessFile file =
                new RandomAccessFile(clinic.folder.database().toFile(), "rw")) {
            file.seek(file.length() - 3 * 4096);
            file.write(new byte[4096]);
        }
        clinic = Clinic.open(root);
        begin();

        assertThat(clinic.database().state()).isInstanceOf(StoreState.ReadOnly.class);
        assertThat(exams.list(Instant.EPOCH, Instant.MAX, 10)).hasSize(1);
        assertThat(chart().entries()).isEmpty();
        assertThat(exams.report("E1", 1)).isEmpty();
    }

    @Test
    void aRebuiltIndexWithThePhotographsInAnotherOrderLeavesAnExamFinished() {
        answered(1, RIGHT);
        answered(2, LEFT);
        ExamView exam = chart().exam();
        ExamView turned =
                new ExamView(exam.exam(), exam.patient(), exam.captures().reversed(), exam.outcome());

        assertThat(Closing.basis(turned, List.of())).isEqualTo(Closing.basis(exam, List.of()));
    }

    private void asSchema1LeftIt() {
        execute("DROP TABLE worklist");
        execute("DROP TABLE worklist_answer");
        execute("DROP TABLE delivery");
        execute("DROP TABLE chart");
        execute("DROP TABLE report");
        execute("PRAGMA user_version = 1");
    }

    private void execute(String sql) {
        clinic.database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
