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

/// What programs are told when the optic disc lies as in the other eye than the one a photograph was handed in as.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherEyeTest {
    private static final Capture MIXED_UP = Samples.capture(1, "E1", Laterality.RIGHT);
    private static final Capture RIGHT = Samples.capture(2, "E2", Laterality.RIGHT);
    private static final Capture UNNAMED = Samples.capture(3, "E3", Laterality.UNKNOWN);
    private static final Capture UNSEEN = Samples.capture(4, "E4", Laterality.LEFT);
    private static final Capture POOR = Samples.capture(5, "E5", Laterality.RIGHT);

    private final FakeArchive archive = new FakeArchive();
    private Talk talk;

    @BeforeAll
    void start() {
        archive.put(Samples.seen(MIXED_UP, Laterality.LEFT));
        archive.put(Samples.seen(RIGHT, Laterality.RIGHT));
        archive.put(Samples.seen(UNNAMED, Laterality.LEFT));
        archive.put(Samples.seen(UNSEEN, Laterality.UNKNOWN));
        archive.put(Samples.ungradableSeen(POOR, Laterality.LEFT));
        CaptureJson writer = new CaptureJson(() -> List.of(Samples.CARD));
        talk = Talk.to(
                new CaptureRoutes(archive, writer), new ExportRoute(archive, archive.charts()), new OpenApiRoute());
    }

    @AfterAll
    void stop() {
        talk.close();
    }

    @Test
    void theAlarmIsRaisedAndTheEyeStaysTheOneItWasHandedInAs() {
        JsonNode capture = json("/v1/captures/" + MIXED_UP.id());

        assertThat(capture.at("/result/otherEye").asBoolean()).isTrue();
        assertThat(capture.at("/result/quality/discSide").asText()).isEqualTo("OS");
        assertThat(capture.at("/laterality").asText()).isEqualTo("OD");
    }

    @Test
    void thereIsNoAlarmWhenTheyAgreeOrEitherIsUnknown() {
        for (Capture capture : List.of(RIGHT, UNNAMED, UNSEEN)) {
            assertThat(json("/v1/captures/" + capture.id())
                            .at("/result/otherEye")
                            .toString())
                    .isEqualTo("false");
        }
        assertThat(json("/v1/captures/" + UNSEEN.id())
                        .at("/result/quality/discSide")
                        .isNull())
                .isTrue();
    }

    @Test
    void aPhotographToTakeAgainRaisesNoAlarm() {
        assertThat(json("/v1/captures/" + POOR.id()).at("/result/otherEye").toString())
                .isEqualTo("false");
    }

    @Test
    void theExportHasTheDiscsSideAndTheAlarm() {
        List<String> rows = text(talk.get("/v1/export.csv")).lines().toList();

        assertThat(rows.getFirst()).contains(",outOfDistribution,discSide,otherEye,reason,");
        assertThat(rows)
                .filteredOn(row -> row.contains(",true,,"))
                .singleElement()
                .satisfies(row ->
                        assertThat(row).startsWith(MIXED_UP.id().toString()).contains(",OS,true,"));
    }

    @Test
    void theDescriptionKnowsTheseAnswers() {
        Schemas schemas = new Schemas(json("/v1/openapi.json"));

        for (Capture capture : List.of(MIXED_UP, UNSEEN, POOR)) {
            schemas.check("Capture", json("/v1/captures/" + capture.id()));
        }
    }

    private JsonNode json(String path) {
        return RestTest.parse(talk.get(path).body());
    }
}
