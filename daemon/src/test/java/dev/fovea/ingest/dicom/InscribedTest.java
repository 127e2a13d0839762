package dev.fovea.ingest.dicom;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.http.Talk;
import dev.fovea.ingest.upload.Answers;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.ingest.upload.UploadMetrics;
import dev.fovea.ingest.upload.UploadService;
import dev.fovea.ingest.upload.UploadSettings;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.results.CaptureView;
import dev.fovea.results.State;
import dev.fovea.spool.Clinic;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A DICOM file through the ordinary upload: it says itself whose eye it is.
@Timeout(60)
class InscribedTest {
    private static final byte[] FILE = new CameraFile("1.2.3", "1.2.3.1", "P-7", "R")
            .of(DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(400, 300), 400, 300);

    @TempDir
    private Path folder;

    private Clinic clinic;
    private Talk talk;

    @BeforeEach
    void start() {
        clinic = Clinic.open(folder);
        Answers answers = new Answers() {
            @Override
            public CaptureView now(CaptureId id) {
                return new CaptureView(clinic.spool().find(id).orElseThrow(), State.WAITING, Optional.empty());
            }

            @Override
            public CaptureView await(CaptureId id, Duration max) {
                throw new AssertionError("waited for " + id);
            }
        };
        talk = Talk.to(new UploadService(
                new UploadService.Parts(
                        Intake.of(clinic.spool()),
                        answers,
                        (view, duplicate) -> "{}".getBytes(StandardCharsets.UTF_8),
                        new Inscribed(),
                        () -> List.of("eyes2")),
                UploadSettings.DEFAULT,
                InstantSource.system(),
                UploadMetrics.NONE));
    }

    @AfterEach
    void stop() {
        talk.close();
        clinic.close();
    }

    @Test
    void itsHeaderIsTheCapturesIdentity() {
        assertThat(talk.post("/v1/captures?source=ward&operator=op-1", FILE).statusCode())
                .isEqualTo(202);

        Capture capture = clinic.spool().unanswered().getFirst();
        assertThat(capture.mediaType()).isEqualTo(MediaType.DICOM);
        assertThat(capture.identity().exam()).isEqualTo("1.2.3");
        assertThat(capture.identity().patient()).contains("P-7");
        assertThat(capture.identity().laterality()).isEqualTo(Laterality.RIGHT);
        assertThat(capture.identity().source()).isEqualTo("ward");
        assertThat(capture.identity().operator()).contains("op-1");
    }

    @Test
    void whoeverSaysSomethingElseIsToldBoth() {
        for (String query : List.of("exam=E1", "patient=P-8", "laterality=OS")) {
            HttpResponse<byte[]> response = talk.post("/v1/captures?" + query, FILE);

            assertThat(response.statusCode()).as(query).isEqualTo(400);
            assertThat(text(response)).contains(query.substring(0, query.indexOf('=')), "DICOM");
        }
        assertThat(clinic.spool().unanswered()).isEmpty();
        assertThat(talk.post("/v1/captures?patient=P-7&laterality=OD&exam=1.2.3", FILE)
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void theSameKeyAgainStoresNothing() {
        assertThat(talk.post("/v1/captures", FILE, "Idempotency-Key", "k1").statusCode())
                .isEqualTo(202);

        assertThat(talk.post("/v1/captures", FILE, "Idempotency-Key", "k1").statusCode())
                .isEqualTo(200);
        assertThat(clinic.spool().unanswered()).hasSize(1);
    }
}
