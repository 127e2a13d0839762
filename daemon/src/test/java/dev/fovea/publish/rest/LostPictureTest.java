package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.Sha256;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Photographs that cannot be shown, and a store that fails.
@Timeout(30)
class LostPictureTest {
    private static final Capture WAITING = Samples.capture(1, "E1", Laterality.RIGHT);
    private static final Capture UNDECODED = Samples.capture(2, "E2", Laterality.RIGHT);
    private static final Capture LOST = Samples.capture(3, "E3", Laterality.RIGHT);

    private final FakeArchive archive = new FakeArchive();
    private final FakePictures pictures = new FakePictures();
    private Talk talk;

    @BeforeEach
    void start() {
        archive.put(Samples.waiting(WAITING));
        archive.put(Samples.undecoded(UNDECODED));
        archive.put(Samples.found(LOST, 0.9));
        for (int number : List.of(1, 2)) {
            byte[] bytes = Samples.photograph(number);
            pictures.originals.put(Sha256.of(bytes), bytes);
        }
        List<ModelCard> cards = List.of(Samples.CARD);
        talk = Talk.to(
                new CaptureRoutes(archive, new CaptureJson(() -> cards)),
                new PictureRoutes(archive, pictures, () -> cards));
    }

    @AfterEach
    void stop() {
        talk.close();
    }

    @Test
    void whatTheGraderHasNotDecodedIsNotDecodedForAPreview() {
        HttpResponse<byte[]> waiting = talk.get("/v1/captures/" + WAITING.id() + "/preview.jpg");
        HttpResponse<byte[]> undecoded = talk.get("/v1/captures/" + UNDECODED.id() + "/preview.jpg");

        assertThat(waiting.statusCode()).isEqualTo(404);
        assertThat(text(waiting)).contains("is not answered yet, so it has no preview");
        assertThat(undecoded.statusCode()).isEqualTo(404);
        assertThat(text(undecoded)).contains("could not be decoded, so it has no preview: the program died 3 times");
        assertThat(pictures.drawn.get()).isZero();
    }

    @Test
    void aPhotographThatIsDamagedIsSaidToBeAndTheRefusalIsNotKept() {
        for (String picture : List.of("/original", "/preview.jpg")) {
            HttpResponse<byte[]> response = talk.get("/v1/captures/" + LOST.id() + picture);

            assertThat(response.statusCode()).isEqualTo(500);
            assertThat(text(response)).contains("the photograph of capture " + LOST.id() + " is damaged");
            assertThat(header(response, "Content-Type")).isEqualTo("application/json");
            assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
            assertThat(header(response, "ETag")).isEqualTo("(no ETag)");
            assertThat(header(response, "Content-Disposition")).isEqualTo("(no Content-Disposition)");
        }
    }

    @Test
    void aRetryThatCannotBeWrittenIsToldToComeBack() {
        archive.unwritable = Optional.of("the disk is read-only");

        HttpResponse<byte[]> response = talk.post("/v1/captures/" + UNDECODED.id() + "/retry", new byte[0]);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("30");
        assertThat(text(response)).contains("the retry cannot be written: the disk is read-only");
    }
}
