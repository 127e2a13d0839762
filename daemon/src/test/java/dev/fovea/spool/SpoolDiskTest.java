package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static dev.fovea.spool.Clinic.submission;
import static dev.fovea.spool.Clinic.withKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.spool.Acceptance.Accepted;
import dev.fovea.spool.Acceptance.Duplicate;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is short of room, or does not read.
@Timeout(30)
class SpoolDiskTest {
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
    void aRepeatWithItsKeyGetsItsCaptureHoweverFullTheDiskIs() throws StageException {
        Submission sent = withKey(submission("exam 1", Laterality.RIGHT), "key 1");
        Capture first = ((Accepted) clinic.send(photograph(1), sent)).capture();
        disk.freeBytes = 0;

        assertThat(clinic.spool().refusal(sent)).isEmpty();
        assertThat(clinic.spool().refusal(withKey(sent, "key 2"))).isPresent();
        Staged staged = clinic.spool().stage(new ByteArrayInputStream(photograph(1)), sent.idempotencyKey(), 10_000);
        assertThat(staged.file()).doesNotExist();
        assertThat(clinic.spool().accept(staged, sent)).isEqualTo(new Duplicate(first));
    }

    @Test
    void bodiesOnTheirWayDoNotEatWhatTheDiskMustKeep() throws StageException {
        clinic.restart(SMALL);
        disk.freeBytes = 1_015_000;
        List<StageException.Reason> second = new ArrayList<>();
        InputStream first = new FilterInputStream(new ByteArrayInputStream(photograph(1))) {
            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                if (second.isEmpty()) {
                    second.add(StageException.Reason.EMPTY);
                    assertThatExceptionOfType(StageException.class)
                            .isThrownBy(() -> clinic.spool()
                                    .stage(new ByteArrayInputStream(photograph(2)), Optional.empty(), 10_000))
                            .satisfies(e -> second.set(0, e.reason()));
                }
                return super.read(into, from, length);
            }
        };

        clinic.spool().discard(clinic.spool().stage(first, Optional.empty(), 10_000));

        assertThat(second).containsExactly(StageException.Reason.DISK_FULL);
        clinic.spool().discard(clinic.spool().stage(new ByteArrayInputStream(photograph(2)), Optional.empty(), 10_000));
    }

    @Test
    void aReadThatFailsIsNoLostPhotograph() throws IOException {
        Capture capture = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Path file = new Shelves(clinic.folder, disk).photograph(capture.content());
        Files.delete(file);
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> clinic.spool().original(capture))
                .matches(StoreException::lost);
        Files.createSymbolicLink(file, file);

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> clinic.spool().original(capture))
                .matches(e -> !e.lost());
    }
}
