package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// What programs are told when a model is not sure, or does not know such photographs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DoubtsTest {
    private static final Capture BETWEEN = Samples.capture(1, "E1", Laterality.RIGHT);
    private static final Capture STRANGE = Samples.capture(2, "E1", Laterality.LEFT);
    private static final Capture STRANGE_AND_SICK = Samples.capture(3, "E2", Laterality.RIGHT);
    private static final Capture PLAIN = Samples.capture(4, "E3", Laterality.RIGHT);

    private final FakeArchive archive = new FakeArchive();
    private Talk talk;

    @BeforeAll
    void start() {
        archive.put(Samples.doubted(BETWEEN, 0.3, 1.5));
        archive.put(Samples.doubted(STRANGE, 0.1, 4.25));
        archive.put(Samples.doubted(STRANGE_AND_SICK, 0.9, 4.25));
        archive.put(Samples.found(PLAIN, 0.3));
        CaptureJson writer = new CaptureJson(() -> List.of(Samples.CARD));
        talk = Talk.to(
                new CaptureRoutes(archive, writer),
                new ExamRoutes(archive.charts(), new ExamJson(writer)),
                new ExportRoute(archive, archive.charts()),
                new OpenApiRoute());
    }

    @AfterAll
    void stop() {
        talk.close();
    }

    @Test
    void aFindingInItsBandIsUncertainWithItsBand() {
        JsonNode result = result(BETWEEN);

        assertThat(result.at("/verdict").asText()).isEqualTo("uncertain");
        assertThat(result.at("/scores/1/certainty").asText()).isEqualTo("uncertain");
        assertThat(result.at("/scores/1/band").toString()).isEqualTo("{\"low\":0.2,\"high\":0.6}");
        assertThat(result.at("/scores/0/certainty").isNull()).isTrue();
        assertThat(result.at("/scores/0/band").isNull()).isTrue();
        assertThat(result.at("/doubts")).singleElement().satisfies(doubt -> {
            assertThat(doubt.path("code").asText()).isEqualTo("borderline");
            assertThat(doubt.path("reason").asText()).isNotBlank();
            assertThat(doubt.path("advice").asText()).isNotBlank();
        });
        assertThat(result.at("/outOfDistribution").toString())
                .isEqualTo("{\"distance\":1.5,\"threshold\":3.2,\"unlike\":false}");
    }

    @Test
    void aStrangePhotographKeepsItsProbabilitiesButReassuresNobody() {
        JsonNode result = result(STRANGE);

        assertThat(result.at("/verdict").asText()).isEqualTo("uncertain");
        assertThat(result.at("/scores/1/probability").asDouble()).isEqualTo(0.1);
        assertThat(result.at("/scores/1/certainty").asText()).isEqualTo("negative");
        assertThat(result.at("/doubts/0/code").asText()).isEqualTo("unlike");
        assertThat(result.at("/doubts/0/reason").asText())
                .isEqualTo("This photograph is unlike the photographs this model learned from.");
        assertThat(result.at("/outOfDistribution/unlike").asBoolean()).isTrue();
    }

    @Test
    void aReferralStaysOneAndCarriesTheFlag() {
        JsonNode result = result(STRANGE_AND_SICK);

        assertThat(result.at("/verdict").asText()).isEqualTo("refer");
        assertThat(result.at("/doubts/0/code").asText()).isEqualTo("unlike");
        assertThat(result.at("/outOfDistribution/unlike").asBoolean()).isTrue();
    }

    @Test
    void aModelThatTellsNeitherAnswersAsBefore() {
        JsonNode result = result(PLAIN);

        assertThat(result.at("/verdict").asText()).isEqualTo("no-sign");
        assertThat(result.at("/doubts")).isEmpty();
        assertThat(result.at("/outOfDistribution").isNull()).isTrue();
        assertThat(result.at("/scores/1/certainty").asText()).isEqualTo("negative");
    }

    @Test
    void anExamAndItsEyesAreUncertainToo() {
        JsonNode exam = json("/v1/exams/E1");

        assertThat(exam.at("/status").asText()).isEqualTo("uncertain");
        assertThat(exam.at("/eyes/1/status").asText()).isEqualTo("uncertain");
    }

    @Test
    void theDescriptionKnowsTheseAnswers() {
        Schemas schemas = new Schemas(json("/v1/openapi.json"));

        for (Capture capture : List.of(BETWEEN, STRANGE, STRANGE_AND_SICK, PLAIN)) {
            schemas.check("Capture", json("/v1/captures/" + capture.id()));
        }
        schemas.check("Exam", json("/v1/exams/E1"));
    }

    @Test
    void theExportSaysItInColumnsOfTheirOwn() {
        List<String> rows = text(talk.get("/v1/export.csv")).lines().toList();

        assertThat(rows.getFirst())
                .contains(",verdict,positive,uncertain,probabilities,distance,distanceThreshold,outOfDistribution,"
                        + "discSide,otherEye,reason,");
        assertThat(row(rows, BETWEEN))
                .contains(",uncertain,,storm,calm=0.7000 storm=0.3000,1.5000,3.2000,false,,false,A finding");
        assertThat(row(rows, STRANGE))
                .contains(",uncertain,,,", ",4.2500,3.2000,true,,false,This photograph is unlike");
        assertThat(row(rows, STRANGE_AND_SICK)).contains(",refer,storm,,", ",true,,false,This photograph is unlike");
        assertThat(row(rows, PLAIN)).contains(",no-sign,,,calm=0.7000 storm=0.3000,,,,,false,,");
    }

    private static String row(List<String> rows, Capture capture) {
        return rows.stream()
                .filter(row -> row.startsWith(capture.id().toString()))
                .findFirst()
                .orElseThrow();
    }

    private JsonNode result(Capture capture) {
        return json("/v1/captures/" + capture.id()).path("result");
    }

    private JsonNode json(String path) {
        return RestTest.parse(talk.get(path).body());
    }
}
