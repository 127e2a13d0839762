package dev.fovea.ingest.folder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.ingest.dicom.Inscribed;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.spool.Clinic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A real folder and a real spool; only the clock is ours.
@Timeout(60)
class WatchFolderTest {
    private static final byte[] EYE = DrawnEye.healthy(Laterality.LEFT, 5).jpeg(400, 300);

    @TempDir
    private Path root;

    private Path folder;
    private Clinic clinic;
    private WatchFolder watch;
    private long now;

    @BeforeEach
    void start() throws IOException {
        folder = Files.createDirectories(root.resolve("camera"));
        Files.createDirectories(folder.resolve("done"));
        Files.createDirectories(folder.resolve("failed"));
        clinic = Clinic.open(root.resolve("data"));
        FolderSettings settings = new FolderSettings(folder, Duration.ofHours(1), Duration.ofSeconds(3));
        FolderDesk desk = new FolderDesk(Intake.of(clinic.spool()), new Inscribed(), "eyes2", 1 << 20);
        watch = new WatchFolder(settings, desk, () -> now);
    }

    @AfterEach
    void stop() {
        watch.close();
        clinic.close();
    }

    private void roundAfter(Duration time) {
        now += time.toNanos();
        watch.round();
    }

    @Test
    void aFileIsTakenOnlyWhenItStandsStillAndThenLiesInDone() throws IOException {
        Path file = Files.write(folder.resolve("a.jpg"), Arrays.copyOf(EYE, EYE.length / 2));
        roundAfter(Duration.ZERO);
        Files.write(file, EYE, StandardOpenOption.TRUNCATE_EXISTING);
        roundAfter(Duration.ofSeconds(2));
        roundAfter(Duration.ofSeconds(2));
        assertThat(captures()).isEmpty();

        roundAfter(Duration.ofSeconds(1));

        assertThat(captures()).hasSize(1);
        assertThat(captures().getFirst().fileName()).contains("a.jpg");
        assertThat(captures().getFirst().identity().laterality()).isEqualTo(Laterality.UNKNOWN);
        assertThat(names("done")).containsExactly("a.jpg");
        assertThat(file).doesNotExist();
    }

    @Test
    void whatIsNoPhotographLiesInFailedWithItsReason() throws IOException {
        Files.writeString(folder.resolve("note.doc"), "take both eyes");
        Files.createFile(folder.resolve("empty.jpg"));
        Files.writeString(folder.resolve(".hidden"), "take both eyes");

        roundAfter(Duration.ZERO);
        roundAfter(Duration.ofSeconds(3));

        assertThat(names("failed")).containsExactly("note.doc", "note.doc.txt");
        assertThat(folder.resolve("failed/note.doc.txt"))
                .content(StandardCharsets.UTF_8)
                .contains("not a JPEG, PNG, TIFF or DICOM");
        assertThat(folder.resolve("empty.jpg")).exists();
        assertThat(folder.resolve(".hidden")).exists();
    }

    @Test
    void whatCannotBeTakenNowStaysAndIsTakenLater() throws IOException {
        Files.write(folder.resolve("a.jpg"), EYE);
        clinic.spool().close();
        roundAfter(Duration.ZERO);
        roundAfter(Duration.ofSeconds(3));
        assertThat(folder.resolve("a.jpg")).exists();

        clinic.restart();
        FolderDesk desk = new FolderDesk(Intake.of(clinic.spool()), new Inscribed(), "eyes2", 1 << 20);
        try (WatchFolder next = new WatchFolder(
                new FolderSettings(folder, Duration.ofHours(1), Duration.ofSeconds(3)), desk, () -> now)) {
            next.round();
            now += Duration.ofSeconds(3).toNanos();
            next.round();
        }

        assertThat(captures()).hasSize(1);
        assertThat(names("done")).containsExactly("a.jpg");
    }

    @Test
    void aFileHandedInAgainIsOneCaptureAndNothingIsWrittenOver() throws IOException {
        for (int i = 0; i < 2; i++) {
            Files.write(folder.resolve("a.jpg"), EYE);
            roundAfter(Duration.ZERO);
            roundAfter(Duration.ofSeconds(3));
        }

        assertThat(captures()).hasSize(1);
        assertThat(names("done")).containsExactly("2-a.jpg", "a.jpg");
    }

    private List<Capture> captures() {
        return clinic.spool().unanswered();
    }

    private List<String> names(String place) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(place))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
