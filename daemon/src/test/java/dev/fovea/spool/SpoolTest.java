package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static dev.fovea.spool.Clinic.submission;
import static dev.fovea.spool.Clinic.withKey;
import static dev.fovea.spool.Clinic.withPriority;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.Capture;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.model.Sha256;
import dev.fovea.spool.Acceptance.Accepted;
import dev.fovea.spool.Acceptance.Conflict;
import dev.fovea.spool.Acceptance.Duplicate;
import dev.fovea.spool.Acceptance.Reason;
import dev.fovea.spool.Acceptance.Refused;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SpoolTest {
    private static final SpoolSettings SMALL =
            new SpoolSettings(10_000, 2, 3, 100_000, 1_000_000, Duration.ofSeconds(4));

    @TempDir(factory = InMemory.class)
    Path root;

    private final QuickDisk disk = new QuickDisk();
    private Clinic clinic;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root, disk);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void anAcceptedPhotographLiesUnderItsHashExactlyAsSent() throws IOException {
        byte[] photograph = photograph(1);

        Capture capture = clinic.take(photograph, "exam 1", Laterality.RIGHT);

        String hash = Sha256.of(photograph).hex();
        assertThat(root.resolve("blobs").resolve(hash.substring(0, 2)).resolve(hash))
                .hasBinaryContent(photograph);
        assertThat(capture.content().hex()).isEqualTo(hash);
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void identityTravelsAndIsTheSameAfterARestart() {
        Capture capture = clinic.take(photograph(1), "exam 1", Laterality.LEFT);

        clinic.restart();

        assertThat(clinic.spool().find(capture.id())).contains(capture);
        assertThat(capture.identity())
                .isEqualTo(submission("exam 1", Laterality.LEFT).identity());
        assertThat(capture.task()).isEqualTo("fundus4");
        assertThat(capture.fileName()).contains("eye.jpg");
        assertThat(bytes(clinic.spool().original(capture))).isEqualTo(photograph(1));
    }

    @Test
    void theGraderHearsOfEachNewCaptureOnce() {
        Capture capture = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        clinic.send(photograph(1), submission("exam 1", Laterality.RIGHT));

        assertThat(clinic.told).containsExactly(capture);
    }

    @Test
    void theSameBytesForTheSameExamAreTheFirstCapture() {
        Capture first = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);

        assertThat(clinic.send(photograph(1), submission("exam 1", Laterality.RIGHT)))
                .isEqualTo(new Duplicate(first));
        assertThat(clinic.spool().unanswered()).containsExactly(first);
        assertThat(filesOnShelves()).hasSize(2);
    }

    @Test
    void theSameBytesAsTheOtherEyeContradict() {
        Capture first = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);

        assertThat(clinic.send(photograph(1), submission("exam 1", Laterality.LEFT)))
                .isEqualTo(new Conflict(first, "exam \"exam 1\" has this photograph already, as another eye"));
        assertThat(clinic.send(photograph(1), submission("exam 1", Laterality.UNKNOWN)))
                .isEqualTo(new Duplicate(first));
    }

    @Test
    void theSameBytesForAnotherExamOrTaskAreAnotherCapture() {
        Capture first = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Capture second = clinic.take(photograph(1), "exam 2", Laterality.RIGHT);
        Submission oct = new Submission(first.identity(), "oct3", Priority.LIVE, Optional.empty(), Optional.empty());

        assertThat(clinic.send(photograph(1), oct)).isInstanceOf(Accepted.class);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(filesOnShelves()).hasSize(4);
    }

    @Test
    void aKeySentAgainIsTheFirstCaptureEvenAfterARestart() {
        Submission sent = withKey(submission("exam 1", Laterality.RIGHT), "key");
        Capture first = ((Accepted) clinic.send(photograph(1), sent)).capture();
        clinic.restart();

        Submission otherExam = withKey(submissionOf("made up", "patient of exam 1"), "key");
        assertThat(clinic.send(photograph(1), sent)).isEqualTo(new Duplicate(first));
        assertThat(clinic.send(photograph(1), otherExam)).isEqualTo(new Duplicate(first));
    }

    @Test
    void aKeyUsedForSomethingElseIsAConflict() {
        Submission sent = withKey(submission("exam 1", Laterality.RIGHT), "key");
        Capture first = ((Accepted) clinic.send(photograph(1), sent)).capture();

        assertThat(clinic.send(photograph(2), sent))
                .isEqualTo(new Conflict(first, "the Idempotency-Key was used before for other bytes"));
        assertThat(clinic.send(photograph(1), withKey(submission("exam 2", Laterality.RIGHT), "key")))
                .isEqualTo(new Conflict(first, "the Idempotency-Key was used before for another patient"));
        assertThat(clinic.send(photograph(1), withKey(submission("exam 1", Laterality.LEFT), "key")))
                .isEqualTo(new Conflict(first, "the Idempotency-Key was used before for another eye"));
        assertThat(clinic.spool().unanswered()).containsExactly(first);
        assertThat(filesOnShelves()).hasSize(2);
    }

    @Test
    void oneExamNeverHoldsTwoPatients() {
        Capture first = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);

        assertThat(clinic.send(photograph(2), submissionOf("exam 1", "somebody else")))
                .isEqualTo(new Conflict(first, "exam \"exam 1\" belongs to another patient than the one given"));
        assertThat(clinic.send(photograph(1), submissionOf("exam 1", "somebody else")))
                .isInstanceOf(Conflict.class);
    }

    @Test
    void unansweredAreTheLiveOnesFirstThenByArrival() {
        Capture backlog = ((Accepted) clinic.send(
                        photograph(1), withPriority(submission("exam 1", Laterality.RIGHT), Priority.BACKLOG)))
                .capture();
        Capture live = clinic.take(photograph(2), "exam 2", Laterality.RIGHT);
        Capture later = clinic.take(photograph(3), "exam 2", Laterality.LEFT);
        clinic.crash();

        assertThat(clinic.spool().unanswered()).containsExactly(live, later, backlog);
        assertThat(clinic.spool().oldestWaiting()).contains(backlog.arrivedAt());
    }

    @Test
    void statelessWorkHasNoBusinessHere() throws StageException {
        Staged staged = clinic.spool().stage(new ByteArrayInputStream(photograph(1)), Optional.empty(), 0);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> clinic.spool()
                        .accept(staged, withPriority(submission("exam 1", Laterality.RIGHT), Priority.STATELESS)))
                .withMessage("priority must be live or backlog here, was stateless");
    }

    @Test
    void eachPriorityHasItsOwnRoom() {
        clinic.restart(SMALL);
        clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        clinic.take(photograph(2), "exam 1", Laterality.LEFT);

        Acceptance third = clinic.send(photograph(3), submission("exam 3", Laterality.RIGHT));
        Acceptance imported =
                clinic.send(photograph(3), withPriority(submission("exam 3", Laterality.RIGHT), Priority.BACKLOG));

        assertThat(third)
                .isEqualTo(new Refused(Reason.SPOOL_FULL, "2 live photographs wait already", Duration.ofSeconds(1)));
        assertThat(clinic.spool().refusal(submission("exam 9", Laterality.RIGHT)))
                .contains((Refused) third);
        assertThat(clinic.spool().refusal(withPriority(submission("exam 9", Laterality.RIGHT), Priority.BACKLOG)))
                .isEmpty();
        assertThat(imported).isInstanceOf(Accepted.class);
    }

    @Test
    void aDuplicateIsAnsweredEvenWhenThereIsNoRoom() {
        clinic.restart(SMALL);
        Capture first = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        clinic.take(photograph(2), "exam 1", Laterality.LEFT);

        assertThat(clinic.send(photograph(1), submission("exam 1", Laterality.RIGHT)))
                .isEqualTo(new Duplicate(first));
    }

    @Test
    void aPatientInTheChairIsNotPromisedMoreThanTheDaemonCanHold() {
        clinic.restart(SMALL);
        clinic.secondsPerImage = 7;
        clinic.take(photograph(1), "exam 1", Laterality.RIGHT);

        assertThat(clinic.send(photograph(2), submission("exam 2", Laterality.RIGHT)))
                .isEqualTo(new Refused(
                        Reason.TOO_SLOW,
                        "the answer would take 7.0 s, at most 4.0 s are promised",
                        Duration.ofSeconds(3)));
    }

    @Test
    void tooLittleFreeDiskIsARefusalThatLeavesNothing() {
        clinic.restart(SMALL);
        disk.freeBytes = 1_000_000;

        assertThat(clinic.send(photograph(1), submission("exam 1", Laterality.RIGHT)))
                .isEqualTo(new Refused(
                        Reason.DISK_FULL,
                        "the disk has 1000000 bytes free and must keep 1000000",
                        Duration.ofSeconds(60)));
        assertThat(filesOnShelves()).isEmpty();
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aBodyThatIsNotTakenLeavesNothing() {
        clinic.restart(SMALL);

        assertRejected(StageException.Reason.EMPTY, new byte[0]);
        assertRejected(
                StageException.Reason.UNSUPPORTED_FORMAT, "GIF89a and so on".getBytes(StandardCharsets.US_ASCII));
        assertRejected(StageException.Reason.UNSUPPORTED_FORMAT, new byte[] {(byte) 0xff});
        assertRejected(StageException.Reason.TOO_LARGE, photograph(1, 10_001));
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aBodyOfExactlyTheCapIsTaken() throws StageException {
        clinic.restart(SMALL);

        Staged staged = clinic.spool().stage(new ByteArrayInputStream(photograph(1, 10_000)), Optional.empty(), 0);

        assertThat(staged.size()).isEqualTo(10_000);
        clinic.spool().discard(staged);
        clinic.spool().discard(staged);
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aSenderThatBreaksOffLeavesNothing() {
        InputStream brokenOff = new SequenceInputStream(new ByteArrayInputStream(photograph(1)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("connection reset");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("connection reset");
            }
        });

        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> clinic.spool().stage(brokenOff, Optional.empty(), 0))
                .withMessage("the sender broke off: connection reset")
                .satisfies(e -> assertThat(e.reason()).isEqualTo(StageException.Reason.INTERRUPTED));
        assertThat(root.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void aClosedSpoolRefuses() throws StageException {
        Staged staged = clinic.spool().stage(new ByteArrayInputStream(photograph(1)), Optional.empty(), 0);
        clinic.spool().close();

        assertThat(clinic.spool().accept(staged, submission("exam 1", Laterality.RIGHT)))
                .isEqualTo(new Refused(Reason.STOPPING, "Fovea is stopping", Duration.ofSeconds(10)));
        assertThat(clinic.spool().refusal(submission("exam 9", Laterality.RIGHT)))
                .isPresent();
    }

    @Test
    void bytesThatChangedOnTheDiskAreNeverHandedOutAsAPatients() throws IOException {
        Capture capture = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Path file = photographOf(capture);
        byte[] flipped = photograph(1);
        flipped[1000] ^= 1;
        Files.write(file, flipped);
        clinic.restart();

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> clinic.spool().original(capture))
                .withMessage("the photograph of capture " + capture.id()
                        + " cannot be read: it is damaged: its bytes are not those that were accepted");
    }

    @Test
    void aPhotographThatIsGoneOrCutShortIsSaidToBe() throws IOException {
        Capture capture = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Files.write(photographOf(capture), new byte[10]);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> clinic.spool().original(capture))
                .withMessageEndingWith("it has 10 bytes and had " + capture.size());

        Files.delete(photographOf(capture));
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> clinic.spool().original(capture))
                .withMessageEndingWith("its file is missing");
    }

    @Test
    void aReusedBufferHoldsExactlyTheNextPhotograph() {
        Capture small = clinic.take(photograph(1, 3_000), "exam 1", Laterality.RIGHT);
        Capture large = clinic.take(photograph(2, 2_000_000), "exam 1", Laterality.LEFT);

        ByteBuffer buffer = clinic.spool().original(small, ByteBuffer.allocateDirect(1));
        assertThat(bytes(buffer)).isEqualTo(photograph(1, 3_000));
        ByteBuffer larger = clinic.spool().original(large, buffer);
        assertThat(bytes(larger)).isEqualTo(photograph(2, 2_000_000));
        assertThat(clinic.spool().original(small, larger)).isSameAs(larger);
        assertThat(bytes(larger)).isEqualTo(photograph(1, 3_000));
    }

    @Test
    void aListenerThatFailsDoesNotTurnAnAcceptanceIntoAnError() {
        clinic.results().close();
        Spool spool = Spool.open(
                clinic.database(),
                SpoolSettings.DEFAULT,
                Surroundings.quiet(() -> Clinic.MORNING, System::nanoTime)
                        .withDisk(disk)
                        .withAccepted((_, _) -> {
                            throw new IllegalStateException("grader is gone");
                        }));

        Acceptance acceptance = accept(spool, photograph(1), submission("exam 1", Laterality.RIGHT));

        assertThat(acceptance).isInstanceOf(Accepted.class);
    }

    private static Acceptance accept(Spool spool, byte[] photograph, Submission submission) {
        try {
            return spool.accept(spool.stage(new ByteArrayInputStream(photograph), Optional.empty(), 0), submission);
        } catch (StageException e) {
            throw new AssertionError(e);
        }
    }

    private void assertRejected(StageException.Reason reason, byte[] body) {
        assertThatExceptionOfType(StageException.class)
                .isThrownBy(() -> clinic.spool().stage(new ByteArrayInputStream(body), Optional.empty(), 0))
                .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
    }

    private static Submission submissionOf(String exam, String patient) {
        return new Submission(
                new Identity(exam, Optional.of(patient), Laterality.RIGHT, "camera 1", Optional.empty()),
                "fundus4",
                Priority.LIVE,
                Optional.empty(),
                Optional.empty());
    }

    private Path photographOf(Capture capture) {
        return new Shelves(clinic.folder, disk).photograph(capture.content());
    }

    private List<Path> filesOnShelves() {
        try (Stream<Path> files = Files.walk(root.resolve("blobs"))) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }
}
