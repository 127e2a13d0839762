package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static dev.fovea.spool.Clinic.submission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.store.InMemory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The disk fails at every point there is, one after the other.
@Timeout(120)
class FailingDiskTest {
    private static final int POINTS_MAX = 100;

    @TempDir(factory = InMemory.class)
    Path root;

    private PowerCutDisk disk = new PowerCutDisk();
    private Clinic clinic;

    /// What was acknowledged, with its bytes.
    private final Map<Capture, byte[]> acknowledged = new LinkedHashMap<>();

    /// The exam and the bytes' seed of everything that was tried.
    private final Set<String> tried = new HashSet<>();

    @BeforeEach
    void open() {
        clinic = Clinic.open(root, disk);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void afterAPowerCutAtAnyPointWhatWasAcknowledgedIsThereAndWhole() throws IOException {
        int points = 0;
        for (int point = 1; point < POINTS_MAX; point++) {
            disk.dieAt(point);
            sendAFew(point);
            boolean reached = disk.failed();
            disk.cut(new Random(point));
            disk = new PowerCutDisk();
            clinic.crash(disk);
            assertConsistent();
            if (!reached) {
                break;
            }
            points = point;
        }

        assertThat(points).as("points of failure").isBetween(20, POINTS_MAX - 2);
        assertEverythingAcknowledgedIsThere();
        clinic.crash();
        assertThat(clinic.spool().swept()).isEqualTo(SweepReport.NOTHING);
    }

    @Test
    void afterOneFailureAtAnyPointSendingAgainWorksAndNothingIsStoredTwice() {
        int points = 0;
        for (int point = 1; point < POINTS_MAX; point++) {
            disk.failOnceAt(point);
            sendAFew(point);
            boolean reached = disk.failed();
            disk.failOnceAt(Integer.MAX_VALUE);
            sendAFew(point);
            assertThat(acknowledged).hasSize(3 * point);
            if (!reached) {
                break;
            }
            points = point;
        }

        assertThat(points).as("points of failure").isBetween(20, POINTS_MAX - 2);
        clinic.restart();
        assertConsistent();
        assertEverythingAcknowledgedIsThere();
    }

    /// Two photographs of one exam, and the first of them for another exam.
    private void sendAFew(int round) {
        send(10 * round, "exam " + round);
        send(10 * round + 1, "exam " + round);
        send(10 * round, "exam " + round + " b");
    }

    private void send(int seed, String exam) {
        tried.add(exam + " " + seed);
        acceptance(seed, exam).ifPresent(acceptance -> {
            switch (acceptance) {
                case Acceptance.Accepted(Capture capture) -> acknowledged.put(capture, photograph(seed));
                case Acceptance.Duplicate(Capture first) ->
                    assertThat(acknowledged).containsKey(first);
                case Acceptance.Refused(Acceptance.Reason reason, var _, var _) ->
                    assertThat(reason).isEqualTo(Acceptance.Reason.DISK_FULL);
                case Acceptance.Conflict conflict -> throw new AssertionError(conflict.toString());
            }
        });
    }

    private Optional<Acceptance> acceptance(int seed, String exam) {
        try {
            Staged staged = clinic.spool().stage(new ByteArrayInputStream(photograph(seed)), Optional.empty(), 0);
            return Optional.of(clinic.spool().accept(staged, submission(exam, Laterality.RIGHT)));
        } catch (StageException e) {
            assertThat(e.reason()).isEqualTo(StageException.Reason.DISK_FULL);
            return Optional.empty();
        }
    }

    /// Everything known is something that was tried, whole, and known once.
    private void assertConsistent() {
        Set<String> seen = new HashSet<>();
        for (Capture capture : clinic.spool().unanswered()) {
            byte[] bytes = SpoolTest.bytes(clinic.spool().original(capture));
            int seed = seed(capture, bytes);
            String act = capture.identity().exam() + " " + seed;
            assertThat(tried).contains(act);
            assertThat(seen.add(act)).as(act).isTrue();
        }
        assertThat(root.resolve("incoming")).isEmptyDirectory();
        assertThat(clinic.spool().swept().unreadable()).isZero();
    }

    private int seed(Capture capture, byte[] bytes) {
        String[] words = capture.identity().exam().split(" ", -1);
        int first = 10 * Integer.parseInt(words[1]);
        assertThat(bytes).isIn(photograph(first), photograph(first + 1));
        return java.util.Arrays.equals(bytes, photograph(first)) ? first : first + 1;
    }

    private void assertEverythingAcknowledgedIsThere() {
        assertThat(clinic.spool().unanswered()).containsAll(acknowledged.keySet());
        acknowledged.forEach((capture, bytes) -> {
            assertThat(SpoolTest.bytes(clinic.spool().original(capture))).isEqualTo(bytes);
            assertThat(sideFile(capture)).contains(new SideFile(capture, Optional.empty()));
        });
    }

    /// The index could be rebuilt from it.
    private Optional<SideFile> sideFile(Capture capture) {
        try {
            Shelves shelves = new Shelves(clinic.folder, disk);
            return SideFile.parse(Files.readAllBytes(shelves.sideFile(capture.content(), capture.id())));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
