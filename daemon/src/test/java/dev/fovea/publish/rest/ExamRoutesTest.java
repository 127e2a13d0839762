package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.text;
import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.exams.Exams;
import dev.fovea.http.JsonBody;
import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A person at the exam, by HTTP.
@Timeout(30)
class ExamRoutesTest {
    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Talk talk;
    private Capture right;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        right = clinic.take(photograph(1), "E1", Laterality.RIGHT);
        clinic.results().finish(findings(right, 0.9));
        ExamJson writer = new ExamJson(new CaptureJson(() -> List.of(Samples.CARD)));
        Exams exams = new Exams(clinic.database(), writer::frozen, () -> Clinic.MORNING, _ -> {});
        Charts charts = Charts.of(exams);
        talk = Talk.to(new ExamRoutes(charts, writer), new ExportRoute(Archive.of(clinic.results()), charts));
    }

    @AfterEach
    void close() {
        talk.close();
        clinic.close();
    }

    private HttpResponse<byte[]> post(String path, String body) {
        return talk.post(path, body.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        return RestTest.parse(response.body());
    }

    @Test
    void aPersonReadsWritesAndFinishes() {
        HttpResponse<byte[]> read = post(
                "/v1/exams/E1/readings",
                "{\"laterality\":\"OD\",\"agreement\":\"disagree\",\"grade\":\"dots\",\"author\":\"Dr. A\"}");
        HttpResponse<byte[]> note = post("/v1/exams/E1/notes", "{\"text\":\"tired\",\"author\":\"T\"}");
        HttpResponse<byte[]> early = post("/v1/exams/E1/finish", "{\"author\":\"T\"}");
        HttpResponse<byte[]> done = post("/v1/exams/E1/finish", "{\"author\":\"T\",\"remark\":\"one eye\"}");
        HttpResponse<byte[]> again = post("/v1/exams/E1/finish", "{\"author\":\"T\",\"remark\":\"one eye\"}");

        assertThat(read.statusCode()).as(text(read)).isEqualTo(201);
        assertThat(json(note).at("/chart/0/agreement").asText()).isEqualTo("disagree");
        assertThat(json(note).at("/chart/0/capture").asText())
                .isEqualTo(right.id().toString());
        assertThat(json(note).at("/chart/1/text").asText()).isEqualTo("tired");
        assertThat(early.statusCode()).isEqualTo(409);
        assertThat(text(early)).contains("the left eye", "remark");
        assertThat(done.statusCode()).isEqualTo(201);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again)).isEqualTo(json(done));
        assertThat(json(talk.get("/v1/exams/E1/report"))).isEqualTo(json(done));
        JsonNode exam = json(talk.get("/v1/exams/E1"));
        assertThat(exam.at("/finished").asBoolean()).isTrue();
        assertThat(exam.at("/report/edition").asInt()).isEqualTo(1);
        assertThat(json(done).at("/exam/chart")).isEqualTo(exam.at("/chart"));
        assertThat(json(done).at("/exam/captures")).isEqualTo(exam.at("/captures"));
    }

    @Test
    void anExamThatChangedSinceItWasSeenIsNotFinishedAndComesAsItIs() {
        String seen = json(talk.get("/v1/exams/E1")).path("basis").asText();
        post("/v1/exams/E1/notes", "{\"text\":\"tired\",\"author\":\"T\"}");
        String finish = "{\"author\":\"T\",\"remark\":\"one eye\",\"basis\":\"";

        HttpResponse<byte[]> refused = post("/v1/exams/E1/finish", finish + seen + "\"}");
        String newer = json(refused).at("/exam/basis").asText();
        HttpResponse<byte[]> done = post("/v1/exams/E1/finish", finish + newer + "\"}");
        HttpResponse<byte[]> other = post("/v1/exams/E1/finish", "{\"author\":\"Dr. A\",\"remark\":\"soon\"}");

        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(json(refused).at("/exam/chart/0/text").asText()).isEqualTo("tired");
        assertThat(done.statusCode()).as(text(done)).isEqualTo(201);
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(text(other)).contains("finished by T");
        assertThat(json(other).at("/exam/finished").asBoolean()).isTrue();
        new Schemas(RestTest.parse(OpenApiRoute.document())).check("ExamConflict", json(other));
    }

    @Test
    void theNewestReadingStandsBesideTheAnswerInTheExport() {
        clinic.take(photograph(2), "E1", Laterality.LEFT);
        post("/v1/exams/E1/readings", "{\"laterality\":\"OD\",\"agreement\":\"agree\",\"author\":\"Dr. A\"}");
        post(
                "/v1/exams/E1/readings",
                "{\"laterality\":\"OD\",\"agreement\":\"disagree\",\"grade\":\"=dots\",\"author\":\"Dr. B\"}");

        List<String> rows = text(talk.get("/v1/export.csv")).lines().toList();

        assertThat(rows.getFirst()).contains(",readBy,readAt,agreement,finalGrade,");
        assertThat(rows.get(1)).contains(",OS,").contains(",,,,");
        assertThat(rows.get(2)).contains(",OD,").contains(",Dr. B,2026-11-22T08:00:00Z,disagree,'=dots,");
    }

    @Test
    void anOlderEditionStaysToBeHad() {
        String finish = "{\"author\":\"T\",\"remark\":\"one eye\"}";
        JsonNode first = json(post("/v1/exams/E1/finish", finish));
        post("/v1/exams/E1/notes", "{\"text\":\"more\",\"author\":\"T\"}");
        JsonNode second = json(post("/v1/exams/E1/finish", finish));

        assertThat(json(talk.get("/v1/exams/E1/report?edition=1"))).isEqualTo(first);
        assertThat(json(talk.get("/v1/exams/E1/report"))).isEqualTo(second);
        assertThat(talk.get("/v1/exams/E1/report?edition=3").statusCode()).isEqualTo(404);
    }

    @Test
    void aListMayLeaveThePhotographsOut() {
        JsonNode exam =
                json(talk.get("/v1/exams?captures=false&until=2100-01-01")).at("/exams/0");

        assertThat(exam.at("/exam").asText()).isEqualTo("E1");
        assertThat(exam.has("captures")).isFalse();
        assertThat(exam.at("/chart")).isEmpty();
        assertThat(talk.get("/v1/exams?captures=maybe").statusCode()).isEqualTo(400);
        assertThat(json(talk.get("/v1/exams?until=2000-01-01")).at("/exams")).isEmpty();
    }

    @Test
    void whatIsNotThereIsNotFound() {
        assertThat(talk.get("/v1/exams/E1/report").statusCode()).isEqualTo(404);
        assertThat(talk.get("/v1/exams/E9/report").statusCode()).isEqualTo(404);
        assertThat(post("/v1/exams/E9/notes", "{\"text\":\"x\",\"author\":\"T\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void theDescriptionHoldsForAFinishedExam() {
        post("/v1/exams/E1/readings", "{\"laterality\":\"OD\",\"agreement\":\"agree\",\"author\":\"Dr. A\"}");
        JsonNode report = json(post("/v1/exams/E1/finish", "{\"author\":\"T\",\"remark\":\"one eye\"}"));
        Schemas schemas = new Schemas(RestTest.parse(OpenApiRoute.document()));

        schemas.check("Exam", json(talk.get("/v1/exams/E1")));
        schemas.check("Report", report);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "readings; {`x`; not JSON",
                "readings; []; must be a JSON object",
                "readings; {} {}; must be one JSON object and nothing after it",
                "readings; {'agreement':'agree'}; author must be given",
                "readings; {'agreement':'maybe','author':'A'}; agreement must be agree or disagree, was \"maybe\"",
                "readings; {'agreement':'agree','author':'A','laterality':'up'}; laterality must be OD, OS or nothing",
                "readings; {'agreement':'disagree','author':'A','laterality':'OD'}; grade must say",
                "readings; {'agreement':'agree','author':'A','capture':'x'}; capture must be the id of a photograph",
                "finish; {'author':'T\\ud800','remark':'one eye'}; author must be 1 to 128 characters",
                "readings; {'agreement':true,'author':'A'}; agreement must be a text",
                "notes; {'text':'a','author':'A','colour':'red'}; unknown field \"colour\"",
                "notes; {'text':'a','text':'b','author':'A'}; not JSON",
                "notes; {'text':' ','author':'A'}; text must be given",
                "finish; {'author':null}; author must be given",
                "finish; {'author':'T','basis':'x'}; basis must be that of the exam that was looked at"
            })
    void badBodiesAreRefusedByName(String door, String body, String says) {
        HttpResponse<byte[]> refused = post("/v1/exams/E1/" + door, body.replace('\'', '"'));

        assertThat(refused.statusCode()).as(text(refused)).isEqualTo(400);
        assertThat(text(refused)).contains(says.replace("\"", "\\\""));
        assertThat(json(talk.get("/v1/exams/E1")).at("/chart")).isEmpty();
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        String body = "{\"author\":\"T\",\"text\":\"" + "x".repeat(JsonBody.BYTES_MAX) + "\"}";

        assertThat(post("/v1/exams/E1/notes", body).statusCode()).isEqualTo(413);
    }
}
