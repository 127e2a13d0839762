package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static dev.fovea.spool.Clinic.submission;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.exams.ChartEntry;
import dev.fovea.exams.Exams;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.Sha256;
import dev.fovea.outbox.Courier;
import dev.fovea.outbox.Delivery;
import dev.fovea.outbox.DeliveryQuery;
import dev.fovea.outbox.Destination;
import dev.fovea.outbox.Outbox;
import dev.fovea.outbox.OutboxSettings;
import dev.fovea.results.Answers;
import dev.fovea.results.CaptureView;
import dev.fovea.results.State;
import dev.fovea.results.Tally;
import dev.fovea.spool.Acceptance.Accepted;
import dev.fovea.spool.Acceptance.Duplicate;
import dev.fovea.spool.Acceptance.Reason;
import dev.fovea.spool.SpoolRebuild.Rebuilt;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import dev.fovea.store.StoreState;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class SpoolRebuildTest {
    private static final Instant NOW = Instant.parse("2026-11-22T09:30:00Z");

    private static final DeliveryQuery ALL =
            new DeliveryQuery(Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE, 200);

    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private final List<Capture> captures = new ArrayList<>();
    private Submission keyed;

    @BeforeEach
    void aClinicThatWorked() {
        clinic = Clinic.open(root);
        keyed = Clinic.withKey(submission("exam 0", Laterality.RIGHT), "key");
        captures.add(((Accepted) clinic.send(photograph(0), keyed)).capture());
        for (int i = 1; i < 40; i++) {
            captures.add(clinic.take(photograph(i), "exam " + i, i % 2 == 0 ? Laterality.RIGHT : Laterality.LEFT));
        }
        for (int i = 0; i < 30; i++) {
            clinic.results().finish(Answers.findings(captures.get(i), i / 30.0));
        }
        clinic.results().finish(Answers.failed(captures.get(30), "no"));
        clinic.close();
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void withoutItsDatabaseNothingIsTakenAndNothingIsLost() throws IOException, StageException {
        Files.delete(clinic.folder.database());
        clinic.restart();

        assertThat(clinic.database().state()).isInstanceOf(StoreState.ReadOnly.class);
        assertThat(clinic.spool()
                        .refusal(submission("exam 9", Laterality.RIGHT))
                        .orElseThrow()
                        .reason())
                .isEqualTo(Reason.READ_ONLY);
        Staged staged = clinic.spool().stage(new ByteArrayInputStream(photograph(99)), Optional.empty(), 0);
        assertThat(clinic.spool().accept(staged, submission("exam 99", Laterality.RIGHT)))
                .isInstanceOfSatisfying(Acceptance.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.READ_ONLY);
                    assertThat(refused.detail()).contains("is missing").contains("--rebuild-index");
                });
        assertThat(clinic.folder.database()).doesNotExist();
    }

    @Test
    void aMissingDatabaseIsMadeAnewFromThePhotographs() throws IOException {
        Files.delete(clinic.folder.database());

        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt).isEqualTo(new Rebuilt(40, 0, 0, 0, 0, 0, Optional.empty()));
        clinic.restart();
        assertThat(clinic.spool().unanswered()).isEqualTo(captures);
        assertThat(SpoolTest.bytes(clinic.spool().original(captures.get(7)))).isEqualTo(photograph(7));
        assertThat(clinic.send(photograph(0), keyed)).isEqualTo(new Duplicate(captures.getFirst()));
    }

    @Test
    void whatPeopleAddedIsTakenOver() throws IOException {
        clinic.restart();
        Exams exams = new Exams(clinic.database(), (_, _, _) -> "{}", () -> NOW, _ -> {});
        exams.note("exam 0", "kept", "T");
        clinic.close();

        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt.charts()).isEqualTo(1);
        clinic.restart();
        assertThat(new Exams(clinic.database(), (_, _, _) -> "{}", () -> NOW, _ -> {})
                        .find("exam 0")
                        .orElseThrow()
                        .entries())
                .containsExactly(new ChartEntry.Note("kept", "T", NOW));
    }

    @Test
    void whatIsToBeSentIsTakenOver() throws IOException {
        clinic.restart();
        Destination hub = new Destination("hub", Map.of("a", _ -> new Courier.Answer.Delivered()));
        OutboxSettings patience = new OutboxSettings(Duration.ofSeconds(1), Duration.ofSeconds(1));
        Outbox outbox = new Outbox(clinic.database(), List.of(hub), patience, () -> NOW);
        new Exams(clinic.database(), (_, _, _) -> "{}", () -> NOW, _ -> {})
                .handingTo(outbox)
                .finish("exam 0", "T", Optional.of("one eye"));
        List<Delivery> before = outbox.list(ALL);
        clinic.close();

        SpoolRebuild.run(clinic.folder, NOW);

        clinic.restart();
        List<Delivery> after = new Outbox(clinic.database(), List.of(hub), patience, () -> NOW).list(ALL);
        assertThat(after).hasSize(1).isEqualTo(before);
    }

    @Test
    void aBadPageAtTheEndOfWhatPeopleAddedCostsOnlyWhatIsOnIt() throws IOException {
        clinic.restart();
        Exams exams = new Exams(clinic.database(), (_, _, _) -> "{}", () -> NOW, _ -> {});
        for (int i = 0; i < 150; i++) {
            exams.note("exam 0", "note " + i + " " + "x".repeat(1_000), "T");
        }
        clinic.close();
        try (RandomAccessFile file =
                new RandomAccessFile(clinic.folder.database().toFile(), "rw")) {
            file.seek(file.length() - 3 * 4096);
            file.write(new byte[3 * 4096]);
        }

        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt.charts()).isBetween(100, 149);
    }

    @Test
    void aDatabaseThatIsNoneAnyMoreGoesAsideAsItIs() throws IOException {
        try (RandomAccessFile file =
                new RandomAccessFile(clinic.folder.database().toFile(), "rw")) {
            file.write(new byte[100]);
        }
        byte[] bad = Files.readAllBytes(clinic.folder.database());

        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt.captures()).isEqualTo(40);
        assertThat(rebuilt.answers()).isZero();
        assertThat(rebuilt.aside()).contains(clinic.folder.aside().resolve("fovea-20261122-093000-000000.db"));
        assertThat(rebuilt.aside().orElseThrow()).hasBinaryContent(bad);
    }

    @Test
    void aBadPageCostsOnlyTheAnswersOnIt() throws IOException {
        int page = 4096;
        long bad = number("SELECT pageno FROM dbstat WHERE name = 'result' AND pagetype = 'leaf' LIMIT 1 OFFSET 1");
        try (RandomAccessFile file =
                new RandomAccessFile(clinic.folder.database().toFile(), "rw")) {
            file.seek((bad - 1) * page);
            file.write(new byte[page]);
        }
        clinic.restart();
        assertThat(clinic.database().state()).isInstanceOf(StoreState.ReadOnly.class);
        clinic.close();

        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt.captures()).isEqualTo(40);
        assertThat(rebuilt.answers()).isBetween(5, 29);
        clinic.restart();
        assertThat(clinic.results().tally()).isEqualTo(new Tally(40, rebuilt.answers(), 40 - rebuilt.answers(), 0));
        for (Capture capture : captures) {
            CaptureView view = clinic.results().find(capture.id()).orElseThrow();
            assertThat(view.capture()).isEqualTo(capture);
            if (view.state() == State.ANSWERED) {
                double probability = captures.indexOf(capture) / 30.0;
                assertThat(view.result().orElseThrow())
                        .usingRecursiveComparison()
                        .isEqualTo(Answers.findings(capture, probability));
            }
        }
    }

    @Test
    void anAnswerWhoseSealIsBrokenIsNotTakenOver() {
        clinic.restart();
        clinic.database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DROP TRIGGER result_is_final");
                return statement.executeUpdate("UPDATE result SET content = (SELECT content FROM capture WHERE seq = 2)"
                        + ", capture = (SELECT id FROM capture WHERE seq = 35) WHERE seq = 1");
            }
        });
        clinic.close();

        assertThat(SpoolRebuild.run(clinic.folder, NOW).answers()).isEqualTo(29);

        clinic.restart();
        assertThat(clinic.spool().unanswered()).contains(captures.get(0), captures.get(34));
    }

    @Test
    void aSoundDatabaseLosesOnlyItsDeadLetters() {
        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt.answers()).isEqualTo(30);
        clinic.restart();
        assertThat(clinic.results().tally()).isEqualTo(new Tally(40, 30, 10, 0));
        assertThat(clinic.spool().unanswered()).isEqualTo(captures.subList(30, 40));
    }

    @Test
    void ofTwoSideFilesForOneActTheAcknowledgedOneCounts() throws IOException {
        Capture capture = captures.get(5);
        String orphan = "00000000-0000-7000-8000-000000000000";
        Shelves shelves = new Shelves(clinic.folder, new QuickDisk());
        String text = Files.readString(shelves.sideFile(capture.content(), capture.id()))
                .replace(capture.id().toString(), orphan)
                .replace(capture.arrivedAt().toString(), "2026-11-22T07:00:00Z");
        Files.writeString(
                shelves.photograph(capture.content())
                        .resolveSibling(capture.content().hex() + "." + orphan + ".json"),
                text);

        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt.superseded()).isEqualTo(1);
        assertThat(rebuilt.captures()).isEqualTo(40);
        clinic.restart();
        assertThat(clinic.spool().find(capture.id())).contains(capture);
    }

    @Test
    void aPhotographThatWasNotAcknowledgedIsNotPutIntoAnotherPatientsExam() throws IOException {
        Capture capture = captures.get(5);
        String orphan = "00000000-0000-7000-8000-000000000000";
        Shelves shelves = new Shelves(clinic.folder, new QuickDisk());
        byte[] photograph = photograph(1000);
        Sha256 content = Sha256.of(photograph);
        String text = Files.readString(shelves.sideFile(capture.content(), capture.id()))
                .replace(capture.id().toString(), orphan)
                .replace(capture.content().hex(), content.hex())
                .replace(capture.arrivedAt().toString(), "2026-11-22T07:00:00Z")
                .replace("\"" + capture.identity().patient().orElseThrow() + "\"", "\"somebody else\"");
        Files.write(shelves.photograph(content), photograph);
        Files.writeString(shelves.photograph(content).resolveSibling(content.hex() + "." + orphan + ".json"), text);

        Rebuilt rebuilt = SpoolRebuild.run(clinic.folder, NOW);

        assertThat(rebuilt.superseded()).isEqualTo(1);
        clinic.restart();
        assertThat(clinic.spool().find(capture.id())).contains(capture);
        assertThat(clinic.spool().swept().aside()).isEqualTo(2);
    }

    @Test
    void aPhotographThatIsGoneStaysVisible() throws IOException {
        Capture capture = captures.get(35);
        Files.delete(new Shelves(clinic.folder, new QuickDisk()).photograph(capture.content()));
        Files.delete(clinic.folder.database());

        SpoolRebuild.run(clinic.folder, NOW);

        clinic.restart();
        assertThat(clinic.spool().unanswered()).contains(capture);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> clinic.spool().original(capture))
                .withMessageEndingWith("its file is missing");
    }

    @Test
    void aFolderInUseIsNotRebuilt() {
        clinic.restart();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> SpoolRebuild.run(clinic.folder, NOW))
                .withMessageContaining("another Fovea uses the data folder");
    }

    private long number(String sql) {
        clinic.restart();
        try {
            return clinic.database().read(connection -> {
                try (Statement statement = connection.createStatement();
                        var row = statement.executeQuery(sql)) {
                    return row.getLong(1);
                }
            });
        } finally {
            clinic.close();
        }
    }
}
