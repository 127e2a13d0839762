package dev.fovea.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.packaging.Tool.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The alert rules, by Prometheus's own tool.
@Timeout(180)
class AlertRulesTest {
    private static final Path FOLDER = Tool.ROOT.resolve("docker/prometheus");
    private static final Pattern ALERT = Pattern.compile("- alert: (\\w+)");

    @Test
    void eachRingsWhenItShouldAndNotOtherwise() {
        Tool.needed("promtool", "prometheus");

        Run run = Tool.run(FOLDER, "promtool", "test", "rules", "alerts-test.yml");

        assertThat(run.exit()).as(run.said()).isZero();
    }

    @Test
    void prometheusTakesItsConfiguration() {
        Tool.needed("promtool", "prometheus");

        Run run = Tool.run(FOLDER, "promtool", "check", "config", "prometheus.yml");

        assertThat(run.exit()).as(run.said()).isZero();
    }

    @Test
    void eachIsTestedBothWays() throws IOException {
        String tests = Files.readString(FOLDER.resolve("alerts-test.yml"));
        List<String> alerts = ALERT.matcher(Files.readString(FOLDER.resolve("alerts.yml")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(alerts)
                .hasSizeGreaterThan(5)
                .allSatisfy(alert -> assertThat(tests)
                        .contains("alertname: " + alert + ", exp_alerts: []")
                        .contains("alertname: " + alert + "\n"));
    }

    @Test
    void theyWatchMetricsThatExist() throws IOException {
        String rules = Files.readString(FOLDER.resolve("alerts.yml"));

        assertThat(MetricNames.documented()).containsAll(MetricNames.in(expressions(rules)));
    }

    /// What a rule computes, without its words for people.
    private static String expressions(String rules) {
        return Pattern.compile("expr: (?:\\|\\n((?: {10}.*\\n)+)|(.*)\\n)")
                .matcher(rules)
                .results()
                .map(MatchResult::group)
                .reduce("", String::concat);
    }
}
