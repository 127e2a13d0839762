package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.http.Talk;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.worklist.Worklist;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class WorklistRoutesTest {
    private static final String ANA =
            "{\"patient\":\"P-9\",\"name\":\"Ana\",\"birthDate\":\"1961-04-07\",\"sex\":\"F\","
                    + "\"accession\":\"A-1\",\"procedure\":\"Both eyes\"}";

    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Talk talk;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        Worklist worklist = new Worklist(clinic.database(), 2, () -> Clinic.MORNING, ZoneOffset.UTC);
        talk = Talk.to(new WorklistRoutes(Lists.of(worklist, true, () -> Optional.of("it hung up"))));
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
    void somebodyIsEnteredAndStandsOnTodaysList() {
        HttpResponse<byte[]> entered = post("/v1/worklist", ANA);

        JsonNode sheet = json(talk.get("/v1/worklist"));

        assertThat(entered.statusCode()).as(text(entered)).isEqualTo(201);
        assertThat(sheet.at("/items")).hasSize(1);
        assertThat(sheet.at("/items/0")).isEqualTo(json(entered));
        assertThat(sheet.at("/items/0/exam").asText()).startsWith("2.25.");
        assertThat(sheet.path("day").asText()).isEqualTo("2026-11-22");
        assertThat(sheet.path("heardAt").isNull()).isTrue();
        assertThat(sheet.path("asks").asBoolean()).isTrue();
        assertThat(sheet.path("trouble").asText()).isEqualTo("it hung up");
        assertThat(json(talk.get("/v1/worklist?day=2026-11-23")).at("/items")).isEmpty();
        Schemas schemas = new Schemas(RestTest.parse(OpenApiRoute.document()));
        schemas.check("Worklist", sheet);
        schemas.check("WorklistItem", json(entered));
    }

    @Test
    void anItemIsDoneAndUndone() {
        int id = json(post("/v1/worklist", ANA)).path("id").asInt();

        JsonNode done = json(post("/v1/worklist/" + id + "/done", ""));
        JsonNode undone = json(post("/v1/worklist/" + id + "/undone", ""));

        assertThat(done.path("doneAt").asText()).isEqualTo("2026-11-22T08:00:00Z");
        assertThat(undone.path("doneAt").isNull()).isTrue();
        assertThat(post("/v1/worklist/99/done", "").statusCode()).isEqualTo(404);
        assertThat(post("/v1/worklist/x/done", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aFullListSaysSo() {
        post("/v1/worklist", "{\"patient\":\"P-1\"}");
        post("/v1/worklist", "{\"patient\":\"P-2\"}");

        HttpResponse<byte[]> full = post("/v1/worklist", ANA);

        assertThat(full.statusCode()).isEqualTo(409);
        assertThat(text(full)).contains("the most it may have");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{'name':'Ana'}; patient must be given",
                "{'patient':'P','sex':'x'}; sex must be M, F, O or nothing, was",
                "{'patient':'P','birthDate':'1961'}; birthDate must be a day such as",
                "{'patient':'P','day':'2026-11-21'}; day must be 2026-11-22 to 2026-11-29",
                "{'patient':'P\\u0007'}; patient must be 1 to 64 characters",
                "{'patient':'P','colour':'red'}; unknown field"
            })
    void whatWillNotDoIsRefusedByName(String body, String says) {
        HttpResponse<byte[]> refused = post("/v1/worklist", body.replace('\'', '"'));

        assertThat(refused.statusCode()).as(text(refused)).isEqualTo(400);
        assertThat(text(refused)).contains(says);
        assertThat(talk.get("/v1/worklist?day=today").statusCode()).isEqualTo(400);
    }
}
