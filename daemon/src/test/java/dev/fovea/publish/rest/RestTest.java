package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.model.Sha256;
import dev.fovea.results.CaptureView;
import dev.fovea.results.Tally;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Capture RIGHT = Samples.capture(1, "E1", Laterality.RIGHT);
    private static final Capture LEFT = Samples.capture(2, "E1", Laterality.LEFT);
    private static final Capture POOR = Samples.capture(3, "E2", Laterality.RIGHT);
    private static final Capture DEAD = Samples.capture(4, "E3", Laterality.UNKNOWN);
    private static final Capture BROKEN = Samples.capture(9, "E4", Laterality.RIGHT);

    private final FakeArchive archive = new FakeArchive();
    private final FakePictures pictures = new FakePictures();
    private Talk talk;

    @BeforeAll
    void start() {
        archive.put(Samples.found(RIGHT, 0.9));
        archive.put(Samples.waiting(LEFT));
        archive.put(Samples.ungradable(POOR));
        archive.put(Samples.dead(DEAD));
        archive.put(Samples.found(BROKEN, 0.1));
        archive.put(Samples.found(spiteful(), 0.2));
        for (int number : List.of(1, 2, 3, 4, 9)) {
            byte[] bytes = Samples.photograph(number);
            pictures.originals.put(Sha256.of(bytes), bytes);
        }
        CaptureJson writer = new CaptureJson(() -> List.of(Samples.CARD));
        DaemonStatus status = new DaemonStatus(
                Optional.of("eyes2: warming up"),
                "0.1.0",
                List.of(Samples.CARD),
                new DaemonStatus.Queue(Map.of(Priority.LIVE, 3), 1200, 2),
                new Tally(6, 4, 1, 1),
                5L << 30,
                1L << 30,
                new Accelerator(
                        Accelerator.State.PRESENT,
                        Optional.empty(),
                        Optional.of("GPU of compute capability 5.3 with 3956 MiB, CUDA 10.2, TensorRT 8"),
                        List.of(new Accelerator.Task(
                                "eyes2",
                                Accelerator.TaskState.BUILDING,
                                Optional.empty(),
                                Optional.of(new Accelerator.Build("tuning", 43, Duration.ofSeconds(71)))))),
                Samples.MORNING);
        talk = Talk.to(
                new CaptureRoutes(archive, writer),
                new PictureRoutes(archive, pictures, () -> List.of(Samples.CARD)),
                new ExamRoutes(archive.charts(), new ExamJson(writer)),
                new ExportRoute(archive, archive.charts()),
                new StatusRoute(() -> status),
                new OpenApiRoute());
    }

    /// Somebody whose patient key is a formula.
    private static Capture spiteful() {
        Capture plain = Samples.capture(5, "E5", Laterality.RIGHT);
        Identity identity = new Identity(
                "E5, \"the fifth\"",
                Optional.of("=HYPERLINK(\"x\")"),
                Laterality.RIGHT,
                "drawing-demo",
                Optional.of("-op-1"));
        return new Capture(
                plain.id(),
                identity,
                plain.task(),
                plain.priority(),
                plain.arrivedAt(),
                plain.content(),
                plain.size(),
                plain.mediaType(),
                Optional.of("@eye.jpg"));
    }

    @AfterAll
    void stop() {
        talk.close();
    }

    @Test
    void oneCaptureIsShownWithEverythingThatLedToItsAnswer() {
        JsonNode capture = json("/v1/captures/" + RIGHT.id());

        assertThat(capture.at("/laterality").asText()).isEqualTo("OD");
        assertThat(capture.at("/arrivedAt").asText()).isEqualTo("2026-11-22T08:00:01.123Z");
        assertThat(capture.at("/drawing").asBoolean()).isFalse();
        assertThat(capture.at("/result/verdict").asText()).isEqualTo("refer");
        assertThat(capture.at("/result/scores/1/label").asText()).isEqualTo("Storm & stress");
        assertThat(capture.at("/result/scores/1/positive").asBoolean()).isTrue();
        assertThat(capture.at("/result/quality/brightness").asDouble()).isEqualTo(0.4123);
        assertThat(capture.at("/result/timesMs/accept").asDouble()).isEqualTo(1.235);
        assertThat(capture.at("/result/model/version").asText()).isEqualTo("1.2.0");
        assertThat(capture.at("/links/preview").asText()).isEqualTo("/v1/captures/" + RIGHT.id() + "/preview.jpg");
    }

    @Test
    void whatCouldNotBeGradedSaysWhyAndWhatToDo() {
        JsonNode poor = json("/v1/captures/" + POOR.id());
        JsonNode dead = json("/v1/captures/" + DEAD.id());

        assertThat(poor.at("/result/outcome").asText()).isEqualTo("ungradable");
        assertThat(poor.at("/result/fault/code").asText()).isEqualTo("not-a-retina");
        assertThat(poor.at("/result/fault/advice").asText()).isNotBlank();
        assertThat(poor.at("/result/verdict").isNull()).isTrue();
        assertThat(dead.at("/state").asText()).isEqualTo("dead");
        assertThat(dead.at("/result/failure/stage").asText()).isEqualTo("infer");
    }

    @Test
    void anUnknownCaptureIsNotFoundWhateverItsIdLooksLike() {
        assertThat(talk.get("/v1/captures/00000000-0000-7000-8000-000000000000").statusCode())
                .isEqualTo(404);
        assertThat(talk.get("/v1/captures/..%2F..%2Fetc%2Fpasswd").statusCode()).isEqualTo(404);
        assertThat(talk.get("/v1/captures/1%20OR%201=1/original").statusCode()).isEqualTo(404);
    }

    @Test
    void pagesFollowEachOtherWithoutGapOrRepeat() {
        JsonNode first = json("/v1/captures?limit=4");
        JsonNode second =
                json("/v1/captures?limit=4&before=" + first.at("/next").asText());

        assertThat(first.at("/captures")).hasSize(4);
        assertThat(second.at("/captures")).hasSize(2);
        assertThat(second.at("/next").isNull()).isTrue();
        assertThat(second.at("/captures/1/id").asText()).isEqualTo(RIGHT.id().toString());
    }

    @Test
    void filtersAreCheckedByName() {
        assertThat(json("/v1/captures?state=dead&exam=E3").at("/captures")).hasSize(1);
        assertThat(text(talk.get("/v1/captures?state=lost"))).contains("state must be waiting, answered or dead");
        assertThat(text(talk.get("/v1/captures?outcome=good"))).contains("outcome must be findings");
        assertThat(text(talk.get("/v1/captures?before=7"))).contains("before must be the id of a capture");
        assertThat(text(talk.get("/v1/captures?limit=501"))).contains("limit must be a whole number from 1 to 500");
        assertThat(talk.get("/v1/captures?colour=red").statusCode()).isEqualTo(400);
    }

    @Test
    void onlyADeadLetterCanBeTriedAgain() {
        FakeArchive own = new FakeArchive();
        own.put(Samples.dead(DEAD));
        try (Talk alone = Talk.to(new CaptureRoutes(own, new CaptureJson(List::of)))) {
            HttpResponse<byte[]> first = alone.post("/v1/captures/" + DEAD.id() + "/retry", new byte[0]);
            HttpResponse<byte[]> second = alone.post("/v1/captures/" + DEAD.id() + "/retry", new byte[0]);

            assertThat(first.statusCode()).isEqualTo(202);
            assertThat(text(first)).contains("\"state\":\"waiting\"");
            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(text(second)).contains("only captures of the dead letter can be tried again");
        }
    }

    @Test
    void anExamSaysWhatItsEyesSayTogether() {
        JsonNode exam = json("/v1/exams/E1");

        assertThat(exam.at("/status").asText()).isEqualTo("refer");
        assertThat(exam.at("/eyes/0/laterality").asText()).isEqualTo("OD");
        assertThat(exam.at("/eyes/0/decisive").asText()).isEqualTo(RIGHT.id().toString());
        assertThat(exam.at("/eyes/1/status").asText()).isEqualTo("waiting");
        assertThat(exam.at("/captures")).hasSize(2);
        assertThat(json("/v1/exams?limit=2").at("/exams")).hasSize(2);
        assertThat(talk.get("/v1/exams/E99").statusCode()).isEqualTo(404);
    }

    @Test
    void theOriginalComesAsSentAndIsNotSentTwice() {
        HttpResponse<byte[]> first = talk.get("/v1/captures/" + RIGHT.id() + "/original");
        String tag = header(first, "ETag");
        HttpResponse<byte[]> again =
                talk.get("/v1/captures/" + RIGHT.id() + "/original", "If-None-Match", "\"other\", " + tag);

        assertThat(first.body()).isEqualTo(Samples.photograph(1));
        assertThat(header(first, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(header(first, "Content-Disposition")).isEqualTo("inline; filename=\"" + RIGHT.id() + ".jpg\"");
        assertThat(header(first, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(tag).isEqualTo("\"" + RIGHT.content() + "\"");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void aPreviewIsDrawnOnceAndKeptByItsTag() {
        String path = "/v1/captures/" + RIGHT.id() + "/preview.jpg";
        HttpResponse<byte[]> drawn = talk.get(path + "?side=300");
        int count = pictures.drawn.get();
        HttpResponse<byte[]> again = talk.get(path + "?side=300", "If-None-Match", header(drawn, "ETag"));

        assertThat(text(drawn)).isEqualTo("preview of " + RIGHT.size() + " at 300");
        assertThat(header(drawn, "Content-Type")).isEqualTo("image/jpeg");
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(pictures.drawn.get()).isEqualTo(count);
        assertThat(text(talk.get(path))).endsWith("at 1024");
        assertThat(talk.get(path + "?side=5000").statusCode()).isEqualTo(400);
    }

    @Test
    void aPhotographThatCannotBeDecodedHasNoPreview() {
        HttpResponse<byte[]> response = talk.get("/v1/captures/" + BROKEN.id() + "/preview.jpg");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(text(response)).contains("cannot be shown: not a picture after all");
    }

    @Test
    void aHeatMapShowsTheMostProbableFindingUnlessAskedForAnother() {
        String path = "/v1/captures/" + RIGHT.id() + "/heatmap.png";

        assertThat(text(talk.get(path))).isEqualTo("class 1 at 512x512");
        assertThat(text(talk.get(path + "?class=calm&side=64"))).isEqualTo("class 0 at 64x64");
        assertThat(text(talk.get(path + "?class=rain"))).contains("class must be one of calm, storm, was");
        assertThat(talk.get("/v1/captures/" + POOR.id() + "/heatmap.png").statusCode())
                .isEqualTo(404);
        assertThat(talk.get("/v1/captures/" + LEFT.id() + "/heatmap.png").statusCode())
                .isEqualTo(404);
    }

    @Test
    void theExportCannotRunAsAFormula() {
        HttpResponse<byte[]> response = talk.get("/v1/export.csv?since=2026-11-22");
        List<String> rows = text(response).lines().toList();
        String spiteful = rows.stream()
                .filter(row -> row.contains("HYPERLINK"))
                .findFirst()
                .orElseThrow();

        assertThat(header(response, "Content-Type")).startsWith("text/csv");
        assertThat(header(response, "Content-Disposition")).isEqualTo("attachment; filename=\"fovea.csv\"");
        assertThat(rows).hasSize(7);
        assertThat(rows.getFirst()).startsWith("id,exam,patient,laterality,");
        assertThat(spiteful)
                .contains("\"E5, \"\"the fifth\"\"\"", "\"'=HYPERLINK(\"\"x\"\")\"", ",'-op-1,", ",'@eye.jpg,");
        assertThat(text(response)).endsWith("\r\n").contains("calm=0.1000 storm=0.9000", ",storm,", ",true,answered,");
        assertThat(text(talk.get("/v1/export.csv?until=2026-11-22"))).isEqualTo(rows.getFirst() + "\r\n");
    }

    @Test
    void theStatusSaysWhyItIsNotReady() {
        JsonNode status = json("/v1/status");

        assertThat(status.at("/ready").asBoolean()).isFalse();
        assertThat(status.at("/reason").asText()).isEqualTo("eyes2: warming up");
        assertThat(status.at("/queue/waiting/live").asInt()).isEqualTo(3);
        assertThat(status.at("/queue/waiting/stateless").asInt()).isZero();
        assertThat(status.at("/models/0/classes/1/finding").asBoolean()).isTrue();
        assertThat(status.at("/disk/freeBytes").asLong()).isEqualTo(5L << 30);
    }

    @Test
    void everyAnswerHasTheKeysItsDescriptionRequires() {
        Schemas schemas = new Schemas(json("/v1/openapi.json"));

        schemas.check("Capture", json("/v1/captures/" + RIGHT.id()));
        schemas.check("Capture", json("/v1/captures/" + LEFT.id()));
        schemas.check("Capture", json("/v1/captures/" + POOR.id()));
        schemas.check("Capture", json("/v1/captures/" + DEAD.id()));
        schemas.check("CapturePage", json("/v1/captures"));
        schemas.check("Exam", json("/v1/exams/E1"));
        schemas.check("Status", json("/v1/status"));
        schemas.check("Error", json("/v1/captures/nothing"));
        CaptureView waiting = Samples.waiting(LEFT);
        schemas.check("Receipt", parse(new CaptureJson(List::of).receipt(waiting, true)));
    }

    private JsonNode json(String path) {
        return parse(talk.get(path).body());
    }

    static JsonNode parse(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("not JSON", e);
        }
    }
}
