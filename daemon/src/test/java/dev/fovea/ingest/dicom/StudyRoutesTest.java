package dev.fovea.ingest.dicom;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.http.Talk;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.ingest.upload.UploadMetrics;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.spool.Clinic;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// STOW-RS in front of a real spool.
@Timeout(60)
class StudyRoutesTest {
    private static final String RELATED = "multipart/related; type=\"application/dicom\"; boundary=eyes";
    private static final int WIDTH = 400;
    private static final int HEIGHT = 300;
    private static final byte[] JPEG = DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(WIDTH, HEIGHT);
    private static final byte[] RIGHT = new CameraFile("1.2.3", "1.2.3.1", "P-7", "R").of(JPEG, WIDTH, HEIGHT);
    private static final byte[] LEFT = new CameraFile("1.2.3", "1.2.3.2", "P-7", "L").of(JPEG, WIDTH, HEIGHT);
    private static final byte[] JPEG_LS =
            new CameraFile("1.2.3", "1.2.3.9", "P-7", "L").of(JPEG, WIDTH, HEIGHT, "1.2.840.10008.1.2.4.80");

    @TempDir
    private Path folder;

    private Clinic clinic;
    private Talk talk;

    @BeforeEach
    void start() {
        clinic = Clinic.open(folder);
        talk = Talk.to(new StudyRoutes(
                new FrontDesk(Intake.of(clinic.spool()), "eyes2", 1 << 20), UploadMetrics.NONE, 2, 4 << 20));
    }

    @AfterEach
    void stop() {
        talk.close();
        clinic.close();
    }

    @Test
    void everyObjectOfARequestIsACaptureAndNamedInTheAnswer() {
        HttpResponse<byte[]> response = send("/dicom-web/studies", RIGHT, LEFT);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains("application/dicom+json");
        assertThat(text(response))
                .contains("\"00081199\"", "\"Value\":[\"1.2.3.1\"]", "\"Value\":[\"1.2.3.2\"]")
                .doesNotContain("00081198");
        assertThat(captures()).hasSize(2).allSatisfy(capture -> {
            assertThat(capture.identity().exam()).isEqualTo("1.2.3");
            assertThat(capture.identity().patient()).contains("P-7");
        });
        assertThat(captures())
                .extracting(capture -> capture.identity().laterality())
                .containsExactlyInAnyOrder(Laterality.RIGHT, Laterality.LEFT);
    }

    @Test
    void aBodyWithoutALengthIsTakenToo() {
        byte[] body = multipart(RIGHT);

        HttpResponse<byte[]> response = talk.post(
                "/dicom-web/studies",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)),
                "Content-Type",
                RELATED);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(captures()).hasSize(1);
    }

    @Test
    void whatIsNotDecodedIsNamedBesideWhatIsStored() {
        HttpResponse<byte[]> response =
                send("/dicom-web/studies", JPEG_LS, RIGHT, "no DICOM at all".getBytes(StandardCharsets.UTF_8));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(text(response))
                .contains("\"00081199\":{\"vr\":\"SQ\",\"Value\":[{\"00081150\"", "\"Value\":[\"1.2.3.1\"]")
                .contains("\"00081198\":{\"vr\":\"SQ\"", "\"Value\":[\"1.2.3.9\"]", "\"Value\":[" + 0xa900 + "]")
                .contains("\"0008119A\":{\"vr\":\"SQ\"", "\"Value\":[" + 0xc000 + "]");
        assertThat(captures()).hasSize(1);
    }

    @Test
    void nothingStoredIsAConflictAndAnotherStudyIsNotStored() {
        HttpResponse<byte[]> response = send("/dicom-web/studies/9.9", RIGHT);

        assertThat(response.statusCode()).isEqualTo(409);
        assertThat(captures()).isEmpty();
        assertThat(send("/dicom-web/studies/1.2.3", RIGHT).statusCode()).isEqualTo(200);
    }

    @Test
    void theSameObjectTwiceIsOneCapture() {
        assertThat(send("/dicom-web/studies", RIGHT).statusCode()).isEqualTo(200);
        assertThat(send("/dicom-web/studies", RIGHT).statusCode()).isEqualTo(200);

        assertThat(captures()).hasSize(1);
    }

    @Test
    void aBodyThatIsNotWhatItSaysIsRefused() {
        assertThat(post("/dicom-web/studies", "application/dicom", RIGHT).statusCode())
                .isEqualTo(415);
        assertThat(post("/dicom-web/studies", "multipart/related; type=\"application/dicom+json\"; boundary=x", RIGHT)
                        .statusCode())
                .isEqualTo(415);
        assertThat(post("/dicom-web/studies", "multipart/related; type=\"application/dicom\"", RIGHT)
                        .statusCode())
                .isEqualTo(400);
        byte[] whole = multipart(RIGHT);
        assertThat(post("/dicom-web/studies", RELATED, Arrays.copyOf(whole, whole.length / 2))
                        .statusCode())
                .isEqualTo(400);
        assertThat(captures()).isEmpty();
    }

    private List<Capture> captures() {
        return clinic.spool().unanswered();
    }

    private HttpResponse<byte[]> send(String path, byte[]... parts) {
        return post(path, RELATED, multipart(parts));
    }

    private HttpResponse<byte[]> post(String path, String contentType, byte[] body) {
        return talk.post(path, body, "Content-Type", contentType);
    }

    private static byte[] multipart(byte[]... parts) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            body.writeBytes(
                    "\r\n--eyes\r\nContent-Type: application/dicom\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            body.writeBytes(part);
        }
        body.writeBytes("\r\n--eyes--\r\n".getBytes(StandardCharsets.US_ASCII));
        return body.toByteArray();
    }
}
