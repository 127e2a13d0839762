package dev.fovea.ingest.camera;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.cameras.Camera;
import dev.fovea.cameras.CameraSet;
import dev.fovea.cameras.CameraSettings;
import dev.fovea.cameras.SourceSettings;
import dev.fovea.cameras.WatchdogSettings;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.http.Talk;
import dev.fovea.ingest.upload.Answers;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.Sha256;
import dev.fovea.spool.Clinic;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A photograph taken with a camera is what the camera sent, filed under whom the person named.
@Timeout(60)
class CameraRoutesTest {
    private static final byte[] JPEG = DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(400, 300);
    private static final Duration REAL_MAX = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private Clinic clinic;
    private CameraSet cameras;
    private CameraRoutes routes;
    private Talk talk;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to play a camera");
        clinic = Clinic.open(folder.resolve("clinic"));
        Path picture = Files.write(folder.resolve("eye.jpg"), JPEG);
        cameras = CameraSet.start(
                List.of(
                        command("left", "/bin/sh", "-c", "cat " + picture + "; exec sleep 600"),
                        command("gone", "/bin/sh", "-c", "echo 'no such device' >&2; exit 1")),
                WatchdogSettings.DEFAULT,
                1 << 20,
                nanos::get);
        routes = new CameraRoutes(
                new CameraRoutes.Parts(
                        cameras,
                        Intake.of(clinic.spool()),
                        Answers.of(clinic.results()),
                        (view, duplicate) -> ("{\"id\":\"" + view.capture().id() + "\",\"duplicate\":" + duplicate
                                        + "}")
                                .getBytes(StandardCharsets.UTF_8),
                        () -> List.of("eyes2"),
                        () -> new FixedSight(true)),
                new ShotSettings(
                        Duration.ofMillis(500),
                        Duration.ofMillis(50),
                        10,
                        1,
                        Duration.ofMinutes(2),
                        Duration.ofMillis(300)),
                () -> Clinic.MORNING,
                nanos::get);
        talk = Talk.to(routes);
        Camera left = cameras.named("left").orElseThrow();
        assertThat(left.after(0, REAL_MAX)).as("the first picture").isPresent();
    }

    private static CameraSettings command(String name, String... words) {
        return new CameraSettings(name, new SourceSettings.Command(List.of(words)));
    }

    @AfterEach
    void stop() {
        if (talk != null) {
            routes.close();
            talk.close();
            cameras.close();
            clinic.close();
        }
    }

    @Test
    void aPhotographIsWhatTheCameraSentAndOfWhomThePersonNamed() {
        HttpResponse<byte[]> response = photograph(
                "left", "{\"exam\":\"E1\",\"patient\":\"P-7\",\"laterality\":\"OS\",\"operator\":\"nurse\"}");

        assertThat(response.statusCode()).as(text(response)).isEqualTo(202);
        assertThat(clinic.spool().unanswered()).singleElement().satisfies(capture -> {
            assertThat(capture.identity().exam()).isEqualTo("E1");
            assertThat(capture.identity().patient()).contains("P-7");
            assertThat(capture.identity().laterality()).isEqualTo(Laterality.LEFT);
            assertThat(capture.identity().operator()).contains("nurse");
            assertThat(capture.identity().source()).isEqualTo("left");
            assertThat(content(capture)).isEqualTo(Sha256.of(JPEG));
            assertThat(response.headers().firstValue("location")).contains("/v1/captures/" + capture.id());
        });
    }

    @Test
    void theSamePictureTwiceIsOneCapture() {
        String fields = "{\"exam\":\"E1\",\"laterality\":\"OS\"}";
        photograph("left", fields);

        HttpResponse<byte[]> again = photograph("left", fields);

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(text(again)).contains("\"duplicate\":true");
        assertThat(clinic.spool().unanswered()).hasSize(1);
    }

    @Test
    void anOldPictureIsNotTaken() {
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());

        HttpResponse<byte[]> response = photograph("left", "{\"laterality\":\"OD\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(text(response)).contains("camera left has no picture");
        assertThat(clinic.spool().unanswered()).isEmpty();
    }

    @Test
    void aCameraThatIsGoneSaysWhy() {
        HttpResponse<byte[]> response = photograph("gone", "{\"laterality\":\"OD\"}");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(text(response)).contains("camera gone has no picture");
    }

    @Test
    void whatCannotBeIsRefused() {
        assertThat(photograph("left", "{}").statusCode()).isEqualTo(400);
        assertThat(photograph("left", "{\"laterality\":\"both\"}").statusCode()).isEqualTo(400);
        assertThat(photograph("left", "{\"laterality\":\"OD\",\"eye\":\"OD\"}").statusCode())
                .isEqualTo(400);
        assertThat(photograph("right", "{\"laterality\":\"OD\"}").statusCode()).isEqualTo(404);
        assertThat(photograph("left", "{\"laterality\":\"OD\",\"task\":\"feet\"}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(clinic.spool().unanswered()).isEmpty();
    }

    @Test
    void theListSaysHowTheCamerasAre() {
        HttpResponse<byte[]> response = talk.get("/v1/cameras");

        assertThat(text(response))
                .contains("{\"name\":\"left\",\"state\":\"live\",\"width\":400,\"height\":300,\"frameAgeMs\":0")
                .contains("\"frames\":1", "\"name\":\"gone\"");
    }

    @Test
    void anArmedCameraSaysForWhomUntilItIsDisarmed() {
        byte[] fields = "{\"exam\":\"E1\",\"patient\":\"P-7\",\"laterality\":\"OS\"}".getBytes(StandardCharsets.UTF_8);

        String armed = text(talk.post("/v1/cameras/left/arm", fields, "Content-Type", "application/json"));
        String disarmed = text(talk.post("/v1/cameras/left/disarm", new byte[0]));

        assertThat(armed)
                .containsPattern(
                        "\"armed\":\\{\"exam\":\"E1\",\"patient\":\"P-7\",\"laterality\":\"OS\",\"leftMs\":\\d+}");
        assertThat(disarmed).contains("\"name\":\"left\"").doesNotContain("armed");
        assertThat(clinic.spool().unanswered()).isEmpty();
    }

    @Test
    void aPreviewIsTheCamerasPicturesAndPlacesAreLimited() throws IOException {
        HttpResponse<InputStream> stream = talk.open("/v1/cameras/left/preview");
        try (InputStream body = stream.body()) {
            String head = "--fovea-frame\r\nContent-Type: image/jpeg\r\nContent-Length: " + JPEG.length + "\r\n\r\n";

            assertThat(stream.headers().firstValue("content-type"))
                    .contains("multipart/x-mixed-replace; boundary=fovea-frame");
            assertThat(new String(body.readNBytes(head.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(head);
            assertThat(body.readNBytes(JPEG.length)).isEqualTo(JPEG);
            assertThat(talk.get("/v1/cameras/left/preview").statusCode()).isEqualTo(503);
        }
        assertThat(talk.get("/v1/cameras/left/preview", "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
    }

    private HttpResponse<byte[]> photograph(String camera, String fields) {
        return talk.post(
                "/v1/cameras/" + camera + "/capture",
                fields.getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                "application/json");
    }

    private static Sha256 content(Capture capture) {
        return capture.content();
    }
}
