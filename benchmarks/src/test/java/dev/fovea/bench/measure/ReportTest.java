package dev.fovea.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final StringWriter text = new StringWriter();
    private final Report report = new Report("engine", new PrintWriter(text));

    @Test
    void theLastLineIsJsonWithBothSidesAndTheVerdict() throws Exception {
        report.ratio(
                "efficiency",
                "daemon",
                Samples.of(190, 210),
                "bare",
                Samples.of(200, 200),
                "images/s",
                Target.atLeast(0.95));
        report.close();

        JsonNode json =
                new ObjectMapper().readTree(text.toString().lines().toList().getLast());
        assertThat(json.at("/ours/repeats/1").asDouble()).isEqualTo(210);
        assertThat(json.at("/theirs/repeats/0").asDouble()).isEqualTo(200);
        assertThat(json.at("/findings/0/value").asDouble()).isEqualTo(1);
        assertThat(json.at("/findings/0/verdict").asText()).isEqualTo("PASS");
    }

    @Test
    void oneTargetMissedMakesTheExitCodeOne() {
        report.finding("good", 1, "x", Target.atLeast(1));
        report.finding("bad", 0.5, "x", Target.atLeast(1));
        report.finding("good again", 1, "x", Target.atLeast(1));

        assertThat(report.close()).isEqualTo(1);
        assertThat(text.toString()).contains("SHORT bad: 0.500 x (target: at least 1.000)");
    }

    @Test
    void nothingMeasuredIsSaidAndIsNotAFailure() {
        assertThat(report.skipped("no photographs")).isZero();
        assertThat(text.toString()).contains("SKIPPED: no photographs");
    }
}
