package dev.fovea.ingest.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.dicom.net.Listener;
import dev.fovea.dicom.net.ListenerMetrics;
import dev.fovea.dicom.net.ListenerSettings;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.spool.Clinic;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// DCMTK sends, a real spool takes.
@Timeout(120)
class DicomIntakeTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void dcmtkIsThere() {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/storescu")) && Files.isExecutable(Path.of("/usr/bin/img2dcm")),
                "skipped: storescu and img2dcm are not installed (Debian package dcmtk)");
    }

    @Test
    void whatTheHeaderSaysBecomesTheCapturesIdentity() throws Exception {
        Path eye = photograph("1.2.3", "P-7", "R");

        List<Capture> captures = sent(eye);

        assertThat(captures).hasSize(1);
        Capture capture = captures.getFirst();
        assertThat(capture.mediaType()).isEqualTo(MediaType.DICOM);
        assertThat(capture.identity().exam()).isEqualTo("1.2.3");
        assertThat(capture.identity().patient()).contains("P-7");
        assertThat(capture.identity().laterality()).isEqualTo(Laterality.RIGHT);
        assertThat(capture.identity().source()).isEqualTo("STORESCU");
    }

    @Test
    void theSameObjectTwiceIsOneCapture() throws Exception {
        Path eye = photograph("1.2.3", "P-7", "L");

        assertThat(sent(eye, eye)).hasSize(1);
    }

    private Path photograph(String study, String patient, String eye) throws Exception {
        Path jpeg = Files.write(
                folder.resolve("eye.jpg"), DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(800, 600));
        Path dicom = folder.resolve("eye.dcm");
        assertThat(run(
                        "img2dcm",
                        "-k",
                        "StudyInstanceUID=" + study,
                        "-k",
                        "PatientID=" + patient,
                        "-k",
                        "ImageLaterality=" + eye,
                        jpeg.toString(),
                        dicom.toString()))
                .isZero();
        return dicom;
    }

    /// What the spool holds after each of these was sent and acknowledged.
    private List<Capture> sent(Path... files) throws Exception {
        try (Clinic clinic = Clinic.open(folder.resolve("data"))) {
            DicomIntake intake = new DicomIntake(new FrontDesk(Intake.of(clinic.spool()), "eyes2", 64 << 20));
            ListenerSettings settings = new ListenerSettings(
                    "127.0.0.1",
                    0,
                    "FOVEA",
                    Set.of(),
                    4,
                    1 << 18,
                    64 << 20,
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(10),
                    Optional.empty());
            try (Listener listener = Listener.start(settings, intake, ListenerMetrics.NONE)) {
                for (Path file : files) {
                    assertThat(run("storescu", "-xy", "-aec", "FOVEA", "127.0.0.1", "" + listener.port(), "" + file))
                            .isZero();
                }
                return clinic.spool().unanswered();
            }
        }
    }

    private static int run(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
