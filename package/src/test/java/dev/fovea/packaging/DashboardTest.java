package dev.fovea.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// Grafana's dashboard against the metrics there are.
class DashboardTest {
    private final JsonNode dashboard;

    DashboardTest() throws IOException {
        dashboard = new ObjectMapper()
                .readTree(Tool.ROOT
                        .resolve("docker/grafana/dashboards/fovea.json")
                        .toFile());
    }

    @Test
    void everyPanelShowsMetricsThatExist() throws IOException {
        Set<String> used = new TreeSet<>();
        for (String expression : expressions()) {
            used.addAll(MetricNames.in(expression));
        }

        assertThat(used).hasSizeGreaterThan(20);
        assertThat(MetricNames.documented()).containsAll(used);
    }

    @Test
    void everyPanelHasAPlaceAndANumberOfItsOwn() {
        List<String> numbers = dashboard.findParents("gridPos").stream()
                .map(panel -> panel.path("id").asText())
                .toList();

        assertThat(numbers).doesNotHaveDuplicates().doesNotContain("");
        assertThat(dashboard.findValues("gridPos"))
                .allSatisfy(place -> assertThat(
                                place.path("x").asInt() + place.path("w").asInt())
                        .isLessThanOrEqualTo(24));
    }

    private List<String> expressions() {
        return dashboard.findValuesAsText("expr");
    }
}
