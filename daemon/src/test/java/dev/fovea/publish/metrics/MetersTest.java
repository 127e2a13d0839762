package dev.fovea.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.instances.Admission;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.QueueState;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Outcome;
import dev.fovea.model.Priority;
import dev.fovea.model.QualityFault;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import dev.fovea.results.Answers;
import dev.fovea.results.Tally;
import dev.fovea.store.StoreException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MetersTest {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");

    private final AtomicLong nanos = new AtomicLong();
    private final Meters meters = new Meters("1.2.3", nanos::get);
    private final InstanceMetrics instances = meters.instances("eyes4", "7");

    @Test
    @Timeout(60)
    void prometheusFindsNothingToComplainAbout() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(PROMTOOL), "skipped: promtool is not installed");
        watch();
        meters.accepted(capture(), Duration.ofMillis(3));
        meters.finished(capture(), ungradable(), Duration.ofMillis(2));
        instances.answered(Priority.LIVE, Duration.ofMillis(1), Duration.ofMillis(5));

        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();
        try (var in = promtool.getOutputStream()) {
            in.write(meters.text().getBytes(StandardCharsets.UTF_8));
        }

        assertThat(new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(promtool.waitFor()).isZero();
    }

    @Test
    void figuresThatCannotBeReadAreLeftOutAndTheOthersAreShown() {
        meters.outbox(
                () -> {
                    throw new StoreException("the database is missing");
                },
                Clock.systemUTC());

        assertThat(meters.text())
                .contains("fovea_build_info{version=\"1.2.3\"}", "fovea_outbox_attempts_total{end=\"delivered\"} 0.0")
                .doesNotContain("fovea_outbox_deliveries");
    }

    @Test
    void anOutcomeIsCountedWithTheTimeOfEachStage() {
        meters.accepted(capture(), Duration.ofMillis(3));
        meters.finished(capture(), ungradable(), Duration.ofMillis(2));

        assertThat(meters.text())
                .contains("fovea_captures_accepted_total{priority=\"live\"} 1.0")
                .contains("fovea_captures_finished_total{outcome=\"ungradable\"} 1.0")
                .contains("fovea_stage_seconds_count{stage=\"accept\"} 1")
                .contains("fovea_stage_seconds_count{stage=\"decode\"} 1")
                .contains("fovea_stage_seconds_count{stage=\"infer\"} 0")
                .contains("fovea_end_to_end_seconds_sum 0.015");
    }

    @Test
    void verdictsAreCountedByStateAndStrangePhotographsBesides() {
        assertThat(meters.text())
                .contains("fovea_verdicts_total{task=\"eyes4\",verdict=\"uncertain\"} 0.0")
                .contains("fovea_out_of_distribution_total{task=\"eyes4\"} 0.0");

        finished(Answers.findings(capture(), 0.1));
        finished(Answers.findings(capture(), 0.9));
        finished(Answers.doubted(capture(), 0.4));
        finished(Answers.doubted(capture(), 0.9));
        finished(ungradable());

        assertThat(meters.text())
                .contains("fovea_verdicts_total{task=\"eyes4\",verdict=\"no_sign\"} 1.0")
                .contains("fovea_verdicts_total{task=\"eyes4\",verdict=\"uncertain\"} 1.0")
                .contains("fovea_verdicts_total{task=\"eyes4\",verdict=\"refer\"} 2.0")
                .contains("fovea_captures_finished_total{outcome=\"findings\"} 4.0")
                .contains("fovea_out_of_distribution_total{task=\"eyes4\"} 2.0");
    }

    @Test
    void anEyeThatLooksLikeTheOtherOneIsCounted() {
        Capture left = capture(Laterality.LEFT);

        assertThat(meters.text()).contains("fovea_other_eye_total 0.0");
        meters.finished(capture(), Answers.findings(capture(), 0.1), Duration.ofMillis(2));
        assertThat(meters.text()).contains("fovea_other_eye_total 0.0");
        meters.finished(left, Answers.findings(left, 0.1), Duration.ofMillis(2));

        assertThat(meters.text()).contains("fovea_other_eye_total 1.0");
    }

    private void finished(Result result) {
        meters.finished(capture(), result, Duration.ofMillis(2));
    }

    @Test
    void tritonsCountersFollowTheInstances() {
        instances.accepted(Priority.LIVE);
        instances.accepted(Priority.LIVE);
        instances.batchRan(1, Duration.ofMillis(5));
        instances.answered(Priority.LIVE, Duration.ofMillis(1), Duration.ofMillis(5));
        instances.refused(Admission.Reason.QUEUE_FULL);

        assertThat(meters.text())
                .contains("nv_inference_request_success{model=\"eyes4\",version=\"7\"} 1.0")
                .contains("nv_inference_count{model=\"eyes4\",version=\"7\"} 1.0")
                .contains("nv_inference_pending_request_count{model=\"eyes4\",version=\"7\"} 1.0")
                .contains("nv_inference_request_failure{model=\"eyes4\",reason=\"REJECTED\",version=\"7\"} 1.0");
        assertThat(meters.tritonText())
                .contains("nv_inference_queue_duration_us{model=\"eyes4\",version=\"7\"} 1000.0")
                .contains("nv_inference_request_duration_us{model=\"eyes4\",version=\"7\"} 6000.0");
    }

    @Test
    void throughputIsTheMeanOfTheLastTenWholeSeconds() {
        Rate rate = new Rate(nanos::get);
        for (int i = 0; i < 30; i++) {
            rate.count();
        }

        assertThat(rate.perSecond()).isZero();
        nanos.addAndGet(1_000_000_000);
        assertThat(rate.perSecond()).isEqualTo(3);
        nanos.addAndGet(10_000_000_000L);
        assertThat(rate.perSecond()).isZero();
    }

    private void watch() {
        QueueState queue = new QueueState(
                Map.of(Priority.LIVE, 1, Priority.BACKLOG, 0, Priority.STATELESS, 0), 9, 0, 2, 2, 0, Duration.ZERO);
        meters.watch(new Readings(
                () -> new Tally(3, 1, 1, 1),
                () -> 1,
                () -> 0.5,
                () -> 1000,
                10,
                List.of(new Readings.ModelReadings(
                        "eyes4", () -> queue, () -> true, () -> Readings.Acceleration.NONE))));
    }

    private static Capture capture() {
        return capture(Laterality.RIGHT);
    }

    private static Capture capture(Laterality eye) {
        return new Capture(
                CaptureId.at(Instant.EPOCH, new Random(1)),
                new Identity("E", Optional.empty(), eye, "camera", Optional.empty()),
                "eyes4",
                Priority.LIVE,
                Instant.EPOCH,
                Sha256.of(new byte[] {1}),
                1,
                MediaType.JPEG,
                Optional.empty());
    }

    private static Result ungradable() {
        return new Result(
                capture().id(),
                capture().content(),
                new Outcome.Ungradable(QualityFault.BLURRED),
                Optional.empty(),
                Optional.empty(),
                StageTimes.NONE.with(Stage.ACCEPT, Duration.ofMillis(3)).with(Stage.DECODE, Duration.ofMillis(10)),
                Instant.EPOCH);
    }
}
