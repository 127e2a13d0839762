package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.http.Talk;
import dev.fovea.model.QualityFault;
import dev.fovea.statistics.Axis;
import dev.fovea.statistics.DriftFigures;
import dev.fovea.statistics.DriftFigures.Shift;
import dev.fovea.statistics.Fate;
import dev.fovea.statistics.Figures;
import dev.fovea.statistics.Question;
import dev.fovea.statistics.Sample;
import dev.fovea.statistics.Statistics;
import dev.fovea.store.StoreException;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class StatisticsRouteTest {
    private static final ZonedDateTime NOW = ZonedDateTime.parse("2026-11-23T01:00:00+05:45[Asia/Kathmandu]");
    private static final Figures ANA = new Figures(
            Optional.of("=Ana"),
            "fundus4",
            10,
            1,
            1,
            0,
            Map.of(QualityFault.BLURRED, 2),
            1,
            6,
            1,
            2,
            3,
            new TreeMap<>(Map.of("dr", 2, "normal", 4)),
            Optional.of(new Figures.Confidence(0.81234, 0.5, 0.8, 0.9)));
    private static final Figures NOBODY =
            new Figures(Optional.empty(), "oct3", 1, 1, 0, 0, Map.of(), 0, 0, 0, 0, 0, Map.of(), Optional.empty());

    private final List<Question> asked = new ArrayList<>();
    private Statistics.Answer answer = new Statistics.Answer.Table(List.of(NOBODY, ANA));
    private List<DriftFigures> drift = List.of();
    private Talk talk;

    @BeforeEach
    void open() {
        talk = Talk.to(
                new StatisticsRoute(
                        question -> {
                            asked.add(question);
                            return answer;
                        },
                        () -> NOW),
                new DriftRoute(() -> drift));
    }

    @AfterEach
    void close() {
        talk.close();
    }

    @Test
    void withoutParametersItIsTheLastThirtyDaysByCamera() {
        JsonNode json = RestTest.parse(talk.get("/v1/statistics").body());

        assertThat(asked)
                .containsExactly(new Question(
                        LocalDate.of(2026, 10, 25), LocalDate.of(2026, 11, 23), Axis.CAMERA, Optional.empty()));
        assertThat(json.at("/zone").asText()).isEqualTo("Asia/Kathmandu");
        assertThat(json.at("/rows/0/key").isNull()).isTrue();
        assertThat(json.at("/rows/0/uncertainShare").isNull()).isTrue();
        assertThat(json.at("/rows/1/ungradableShare").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/rows/1/ungradableReasons/blurred").asInt()).isEqualTo(2);
        assertThat(json.at("/rows/1/unlikeShare").asDouble()).isEqualTo(0.5);
        assertThat(json.at("/rows/1/confidence/mean").asDouble()).isEqualTo(0.8123);
        Schemas.published().check("Statistics", json);
    }

    @Test
    void parametersSayWhatIsCounted() {
        talk.get("/v1/statistics?by=day&from=2026-11-01&to=2026-11-02&task=oct3");

        assertThat(asked)
                .containsExactly(new Question(
                        LocalDate.of(2026, 11, 1), LocalDate.of(2026, 11, 2), Axis.DAY, Optional.of("oct3")));
    }

    @Test
    void theTableForASpreadsheetRunsNothing() {
        HttpResponse<byte[]> response = talk.get("/v1/statistics.csv?by=operator");

        assertThat(header(response, "Content-Type")).startsWith("text/csv");
        assertThat(text(response).lines())
                .hasSize(3)
                .contains("'=Ana,fundus4,10,1,1,0,2,blurred=2,1,6,1,2,3,dr=2 normal=4,0.8123,0.5000,0.8000,0.9000")
                .contains(",oct3,1,1,0,0,0,,0,0,0,0,0,,,,,");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    by=colour                      | by must be camera, operator or day, was \\"colour\\"
                    from=yesterday                 | from must be a day such as 2026-11-22, was \\"yesterday\\"
                    to=+999999-01-01               | to must be a day such as 2026-11-22
                    from=2026-11-02&to=2026-11-01  | from and to must be 1 to 366 days in order
                    from=2024-01-01                | from and to must be 1 to 366 days in order
                    since=2026-11-01               | unknown query parameter
                    """)
    void whatCannotBeIsRefusedByName(String query, String sentence) {
        HttpResponse<byte[]> response = talk.get("/v1/statistics?" + query.replace("+", "%2B"));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains(sentence);
    }

    @Test
    void tooMuchIsRefusedAndWhoComesSecondWaits() {
        answer = new Statistics.Answer.TooMuch("there are more than 1000 rows");
        HttpResponse<byte[]> tooMuch = talk.get("/v1/statistics");
        answer = new Statistics.Answer.Busy();
        HttpResponse<byte[]> busy = talk.get("/v1/statistics");

        assertThat(tooMuch.statusCode()).isEqualTo(400);
        assertThat(text(tooMuch)).contains("more than 1000 rows");
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(header(busy, "Retry-After")).isEqualTo("2");
    }

    @Test
    void aDatabaseThatCannotBeReadIsSaidSo() {
        try (Talk broken = Talk.to(new StatisticsRoute(
                _ -> {
                    throw new StoreException("the disk is gone");
                },
                () -> NOW))) {
            HttpResponse<byte[]> response = broken.get("/v1/statistics");

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(text(response)).contains("the disk is gone");
        }
    }

    @Test
    void driftIsShownWithItsLimitsAndWithoutWhatNobodyKnowsYet() {
        assertThat(text(talk.get("/v1/drift"))).isEqualTo("{\"models\":[]}");
        drift = List.of(new DriftFigures(
                "fundus4",
                new Fate.ModelKey("eye", "1.2.0", "00ff"),
                new Sample(40, Map.of("normal", 460), 400, 350),
                new Sample(200, Map.of(), 0, 0),
                Optional.empty(),
                Optional.of(new Shift(-0.12342, 0.06)),
                new Shift(0.92, 0.1)));

        JsonNode json = RestTest.parse(talk.get("/v1/drift").body());

        assertThat(json.at("/models/0/classMix").isNull()).isTrue();
        assertThat(json.at("/models/0/confidence/value").asDouble()).isEqualTo(-0.1234);
        assertThat(json.at("/models/0/confidence/beyond").asBoolean()).isTrue();
        assertThat(json.at("/models/0/window/confidence").isNull()).isTrue();
        assertThat(json.at("/models/0/window/ungradable").asInt()).isEqualTo(200);
        Schemas.published().check("Drift", json);
    }
}
