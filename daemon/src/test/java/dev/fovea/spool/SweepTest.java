package dev.fovea.spool;

import static dev.fovea.spool.Clinic.photograph;
import static dev.fovea.spool.Clinic.submission;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.Sha256;
import dev.fovea.spool.Acceptance.Duplicate;
import dev.fovea.store.InMemory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SweepTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Shelves shelves;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        shelves = new Shelves(clinic.folder, new QuickDisk());
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    @Test
    void afterAnOrderlyStopTheShelvesAreNotLookedAt() {
        clinic.take(photograph(1), "exam 1", Laterality.RIGHT);

        clinic.restart();

        assertThat(clinic.spool().swept()).isEqualTo(new SweepReport(true, 0, 0, 0, 0));
        clinic.crash();
        assertThat(clinic.spool().swept()).isEqualTo(new SweepReport(false, 0, 0, 0, 0));
    }

    @Test
    void halfReceivedFilesAreDeleted() throws IOException {
        Files.writeString(clinic.folder.incoming().resolve("x.part"), "half");
        Files.writeString(clinic.folder.incoming().resolve("y.json"), "{");

        clinic.crash();

        assertThat(clinic.spool().swept().temporary()).isEqualTo(2);
        assertThat(clinic.folder.incoming()).isEmptyDirectory();
    }

    @Test
    void rowsThatAnOlderCopyOfTheDatabaseLacksComeBack(@TempDir(factory = InMemory.class) Path backup)
            throws IOException {
        Capture early = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Path copy = backup.resolve("fovea.db");
        clinic.close();
        Files.copy(clinic.folder.database(), copy);
        clinic.restart();
        Capture late = clinic.take(photograph(2), "exam 1", Laterality.LEFT);
        clinic.close();
        Files.copy(copy, clinic.folder.database(), StandardCopyOption.REPLACE_EXISTING);
        clinic.restart();

        assertThat(clinic.spool().swept().adopted()).isEqualTo(1);
        assertThat(clinic.spool().unanswered()).containsExactly(early, late);
        assertThat(clinic.send(photograph(2), submission("exam 1", Laterality.LEFT)))
                .isEqualTo(new Duplicate(late));
    }

    @Test
    void aPhotographWithoutIdentityGoesAsideAndIsNotDeleted() throws IOException {
        byte[] photograph = photograph(1);
        Path file = shelves.photograph(Sha256.of(photograph));
        Files.write(file, photograph);

        clinic.crash();

        assertThat(clinic.spool().swept().aside()).isEqualTo(1);
        assertThat(file).doesNotExist();
        assertThat(clinic.folder.aside().resolve(file.getFileName())).hasBinaryContent(photograph);
    }

    @Test
    void anIdentityWithoutItsPhotographGoesAside() throws IOException {
        Capture capture = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Path orphan = orphan(capture);
        Files.delete(shelves.photograph(capture.content()));

        clinic.crash();

        assertThat(orphan).doesNotExist();
        assertThat(clinic.folder.aside().resolve(orphan.getFileName())).exists();
        assertThat(clinic.spool().unanswered()).containsExactly(capture);
    }

    @Test
    void anIdentityThatWasSentAgainSinceGoesAside() throws IOException {
        Capture capture = clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Path orphan = orphan(capture);

        clinic.crash();

        assertThat(orphan).doesNotExist();
        assertThat(clinic.spool().swept()).isEqualTo(new SweepReport(false, 0, 0, 1, 0));
        assertThat(clinic.spool().unanswered()).containsExactly(capture);
        assertThat(shelves.photograph(capture.content())).exists();
    }

    @Test
    void aPhotographIsNotAdoptedIntoAnotherPatientsExam() throws IOException {
        clinic.take(photograph(1), "exam 1", Laterality.RIGHT);
        Capture other = clinic.take(photograph(2), "exam 2", Laterality.LEFT);
        Path side = shelves.sideFile(other.content(), other.id());
        String id = "01890a5d-ac96-774b-bcce-b302099a8057";
        Path orphan = side.resolveSibling(other.content().hex() + "." + id + ".json");
        Files.writeString(
                orphan,
                Files.readString(side).replace(other.id().toString(), id).replace("\"exam 2\"", "\"exam 1\""));

        clinic.crash();

        assertThat(clinic.spool().swept()).isEqualTo(new SweepReport(false, 0, 0, 1, 0));
        assertThat(clinic.folder.aside().resolve(orphan.getFileName())).exists();
        assertThat(clinic.spool().unanswered()).hasSize(2);
    }

    @Test
    void aSideFileThatIsNotWholeStaysAndSoDoesItsPhotograph() throws IOException {
        byte[] photograph = photograph(1);
        Sha256 content = Sha256.of(photograph);
        Files.write(shelves.photograph(content), photograph);
        Path side = shelves.photograph(content)
                .resolveSibling(content.hex() + ".01890a5d-ac96-774b-bcce-b302099a8057.json");
        Files.writeString(side, "{\"format\": 1, \"id\": \"0189");

        clinic.crash();

        assertThat(clinic.spool().swept()).isEqualTo(new SweepReport(false, 0, 0, 0, 1));
        assertThat(side).exists();
        assertThat(shelves.photograph(content)).exists();
    }

    @Test
    void filesThatAreNotOursAreLeftAlone() throws IOException {
        Path theirs = clinic.folder.blobs().resolve("ab").resolve("notes.txt");
        Files.writeString(theirs, "do not touch");

        clinic.crash();

        assertThat(theirs).hasContent("do not touch");
    }

    /// A side file that says the same as the capture's, under another id: what a crash before the commit leaves.
    private Path orphan(Capture capture) throws IOException {
        String id = "01890a5d-ac96-774b-bcce-b302099a8057";
        String text = Files.readString(shelves.sideFile(capture.content(), capture.id()));
        Path orphan = shelves.photograph(capture.content())
                .resolveSibling(capture.content().hex() + "." + id + ".json");
        Files.writeString(orphan, text.replace(capture.id().toString(), id));
        return orphan;
    }
}
