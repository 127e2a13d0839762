package dev.fovea.publish.fhir;

import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.publish.rest.Examined;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class FhirRouteTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Examined examined;
    private Talk talk;
    private Capture right;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        right = clinic.take(photograph(1), "E1", Laterality.RIGHT);
        clinic.results().finish(findings(right, 0.9));
        examined = Examined.over(clinic);
        talk = Talk.to(new FhirRoute(examined.charts()));
    }

    @AfterEach
    void close() {
        examined.close();
        talk.close();
        clinic.close();
    }

    private JsonNode bundle(String query) throws IOException {
        return JSON.readTree(talk.get("/v1/exams/E1/fhir" + query).body());
    }

    private static List<JsonNode> observations(JsonNode bundle) {
        return bundle.findValues("resource").stream()
                .filter(one -> one.path("resourceType").asText().equals("Observation"))
                .toList();
    }

    @Test
    void anExamThatNobodyFinishedHasNone() {
        assertThat(talk.get("/v1/exams/E1/fhir").statusCode()).isEqualTo(404);
        assertThat(talk.get("/v1/exams/E9/fhir").statusCode()).isEqualTo(404);
        assertThat(talk.get("/v1/exams/E1/fhir?edition=0").statusCode()).isEqualTo(400);
    }

    @Test
    void theReportNamesThePatientTheOutcomeAndWhoFinishedIt() throws IOException {
        examined.exams().finish("E1", "T", Optional.of("glass eye"));

        HttpResponse<byte[]> response = talk.get("/v1/exams/E1/fhir");
        JsonNode report = bundle("").at("/entry/0/resource");

        assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/fhir+json");
        assertThat(report.at("/resourceType").asText()).isEqualTo("DiagnosticReport");
        assertThat(report.at("/status").asText()).isEqualTo("final");
        assertThat(report.at("/identifier/0/value").asText()).matches("E1/1/[0-9a-f]{64}");
        assertThat(report.at("/subject/identifier/value").asText()).isEqualTo("patient of E1");
        assertThat(report.at("/performer/0/display").asText()).isEqualTo("T");
        assertThat(report.at("/conclusion").asText())
                .startsWith("Exam: refer. Right eye: refer. Left eye: missing. Remark: glass eye")
                .contains("screening aid", "not a cleared medical device");
    }

    @Test
    void eachClassHasItsProbabilityItsOperatingPointAndTheNetworkThatSaidSo() throws IOException {
        examined.exams().finish("E1", "T", Optional.of("glass eye"));

        JsonNode sick = observations(bundle("")).stream()
                .filter(one -> one.at("/code/coding/0/code").asText().equals("sick"))
                .findFirst()
                .orElseThrow();

        assertThat(sick.at("/valueQuantity/value").decimalValue()).isEqualByComparingTo("0.9");
        assertThat(sick.at("/interpretation/0/coding/0/code").asText()).isEqualTo("POS");
        assertThat(sick.at("/referenceRange/0/high/value").decimalValue()).isEqualByComparingTo("0.5");
        assertThat(sick.at("/bodySite/coding/0/code").asText()).isEqualTo("18944008");
        assertThat(sick.at("/device/display").asText()).isEqualTo("Fovea, eye 1.2.0");
        assertThat(sick.at("/method/text").asText()).contains(right.content().hex());
        assertThat(sick.at("/effectiveDateTime").asText()).startsWith("2026-11-22T08:00:00");
    }

    @Test
    void anEyeThatIsMissingIsSaidToBeNotPerformedAndHasNoValue() throws IOException {
        examined.exams().finish("E1", "T", Optional.of("glass eye"));

        JsonNode left = observations(bundle("")).stream()
                .filter(one -> one.at("/bodySite/coding/0/code").asText().equals("8966001"))
                .findFirst()
                .orElseThrow();

        assertThat(left.at("/dataAbsentReason/coding/0/code").asText()).isEqualTo("not-performed");
        assertThat(left.has("valueCodeableConcept")).isFalse();
    }

    @Test
    void aPersonsReadingStandsBesideTheMachinesWithTheEyeItIsOf() throws IOException {
        examined.exams()
                .read("E1", Laterality.RIGHT, Optional.empty(), Agreement.DISAGREE, Optional.of("dots only"), "Dr. A");
        examined.exams().note("E1", "patient was tired", "T");
        examined.exams().finish("E1", "T", Optional.of("glass eye"));

        JsonNode bundle = bundle("");
        JsonNode reading = observations(bundle).getLast();
        JsonNode eye = observations(bundle).getFirst();

        assertThat(reading.at("/performer/0/display").asText()).isEqualTo("Dr. A");
        assertThat(reading.at("/valueCodeableConcept/coding/0/code").asText()).isEqualTo("disagree");
        assertThat(reading.at("/valueCodeableConcept/text").asText()).isEqualTo("dots only");
        assertThat(reading.at("/derivedFrom/0/reference").asText())
                .isEqualTo("urn:uuid:" + eye.at("/id").asText());
        assertThat(bundle.at("/entry/0/resource/conclusion").asText()).contains("Note by T: patient was tired");
    }

    @Test
    void everyResourceHasAnIdOfItsOwnAndTheReportNamesThemAll() throws IOException {
        examined.exams().read("E1", Laterality.RIGHT, Optional.empty(), Agreement.AGREE, Optional.empty(), "Dr. A");
        examined.exams().read("E1", Laterality.RIGHT, Optional.empty(), Agreement.AGREE, Optional.empty(), "Dr. B");
        examined.exams().finish("E1", "T", Optional.of("glass eye"));

        JsonNode bundle = bundle("");

        List<String> urls = bundle.findValuesAsText("fullUrl");
        Set<String> named = new HashSet<>(bundle.at("/entry/0/resource/result").findValuesAsText("reference"));
        assertThat(urls).doesNotHaveDuplicates();
        assertThat(named).containsExactlyInAnyOrderElementsOf(urls.subList(1, urls.size()));
    }

    @Test
    void theSameEditionIsTheSameBundleAndALaterOneIsAmended() throws IOException {
        examined.exams().finish("E1", "T", Optional.of("glass eye"));
        JsonNode first = bundle("");
        examined.exams().note("E1", "more", "T");
        examined.exams().finish("E1", "T", Optional.of("glass eye"));

        assertThat(bundle("?edition=1")).isEqualTo(first);
        JsonNode second = bundle("");
        assertThat(second.at("/entry/0/resource/status").asText()).isEqualTo("amended");
        assertThat(second.findValuesAsText("fullUrl")).doesNotContainAnyElementsOf(first.findValuesAsText("fullUrl"));
    }
}
