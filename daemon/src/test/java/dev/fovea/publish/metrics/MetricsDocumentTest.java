package dev.fovea.publish.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.cameras.CameraState;
import dev.fovea.cameras.CameraStatus;
import dev.fovea.dicom.net.Storage;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.instances.QueueState;
import dev.fovea.jetson.Box;
import dev.fovea.jetson.BoxReading;
import dev.fovea.jetson.BoxSnapshot;
import dev.fovea.jetson.FileTree;
import dev.fovea.jetson.Warnings;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.outbox.OutboxMetrics;
import dev.fovea.outbox.OutboxTally;
import dev.fovea.publish.kserve.KserveMetrics;
import dev.fovea.publish.rest.Samples;
import dev.fovea.results.Tally;
import dev.fovea.statistics.DriftFigures;
import dev.fovea.statistics.DriftFigures.Shift;
import dev.fovea.statistics.Fate;
import dev.fovea.statistics.Sample;
import dev.fovea.worklist.Sheet;
import dev.fovea.worklist.WorklistMetrics;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class MetricsDocumentTest {
    private static final Path PROMTOOL = Path.of("/usr/bin/promtool");
    private static final Path DOCUMENT = Path.of("..", "docs", "metrics.md");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `([a-z_]+)` \\|");
    private static final Pattern FAMILY = Pattern.compile("(?m)^# TYPE (\\S+) ");

    @TempDir
    private static Path board;

    private final Meters meters = busy();

    /// Meters in which everything has happened once, so that every family is there.
    private static Meters busy() {
        Meters meters = new Meters("1.0.0", () -> 0);
        InstanceMetrics instances = meters.instances("eyes2", "1.2.0");
        instances.accepted(Priority.LIVE);
        instances.answered(Priority.LIVE, Duration.ofMillis(2), Duration.ofMillis(5));
        instances.batchRan(1, Duration.ofMillis(5));
        OutboxTally tally = new OutboxTally(2, 3, 1, Optional.of(Instant.EPOCH));
        meters.outbox(() -> tally, () -> Instant.EPOCH.plusSeconds(90)).attempted(OutboxMetrics.End.LATER);
        Sheet today = new Sheet(LocalDate.EPOCH, Optional.of(Instant.EPOCH), true, List.of());
        meters.worklist(() -> today, () -> Instant.EPOCH.plusSeconds(90)).asked(WorklistMetrics.End.FAILED);
        meters.dicom().answered(Storage.Status.SUCCESS);
        KserveMetrics door = meters.statelessDoor();
        Duration some = Duration.ofMillis(3);
        door.succeeded("eyes2", 2, new KserveMetrics.Times(some, some, some, some, some));
        door.failed("eyes2", KserveMetrics.Failure.OTHER);
        Capture capture = Samples.capture(1, "E1", Laterality.RIGHT);
        meters.finished(capture, Samples.found(capture, 0.9).result().orElseThrow(), some);
        QueueState queue = new QueueState(Map.of(Priority.LIVE, 1), 5, 1, 2, 2, 0, some);
        meters.watch(new Readings(
                () -> new Tally(6, 4, 1, 1),
                () -> 1,
                () -> 2.5,
                () -> 100,
                10,
                List.of(new Readings.ModelReadings(
                        "eyes2", () -> queue, () -> true, () -> Readings.Acceleration.NONE))));
        BoxReading reading = box();
        meters.watch(() -> Optional.of(reading));
        meters.watchDrift(() -> List.of(drift()));
        CameraStatus camera = new CameraStatus(
                "left",
                CameraState.LIVE,
                Optional.empty(),
                Optional.empty(),
                Optional.of(some),
                new CameraStatus.Tally(4, 3, 2, 1));
        meters.cameras(() -> List.of(camera));
        return meters;
    }

    private static DriftFigures drift() {
        return new DriftFigures(
                "eyes2",
                new Fate.ModelKey("toy", "1.2.0", "00"),
                new Sample(1, Map.of("calm", 9), 8, 7),
                new Sample(2, Map.of("calm", 8), 7, 6),
                Optional.of(new Shift(0.3, 0.2)),
                Optional.of(new Shift(-0.1, 0.05)),
                new Shift(0.1, 0.25));
    }

    /// A board that tells everything, to root.
    private static BoxReading box() {
        FileTree tree = FileTree.orinNano(board)
                .write("sys/kernel/debug/bpmp/debug/clk/emc/rate", "2133000000")
                .write("sys/kernel/debug/cactmon/mc_all", "213300");
        Box box = new Box(board, Duration.ofSeconds(1));
        BoxSnapshot before = box.snapshot(Instant.EPOCH);
        tree.write("proc/stat", "cpu0 1090 0 250 3760 0 0 0 0 0 0");
        BoxSnapshot now = box.snapshot(Instant.EPOCH);
        return new BoxReading(now, Warnings.of(now, Optional.of(before)));
    }

    @Test
    void theDocumentNamesEveryFamilyServedAndNoOther() throws IOException {
        Set<String> documented = found(ROW, Files.readString(DOCUMENT));
        Set<String> served = found(FAMILY, meters.text() + meters.tritonText());
        served.removeIf(name -> name.startsWith("jvm_"));

        assertThat(documented).isEqualTo(served);
    }

    @Test
    void tritonsPageHasWhatTritonsUsersLookFor() {
        String text = meters.tritonText();

        assertThat(text)
                .contains("nv_inference_request_success{model=\"eyes2\",version=\"1.2.0\"} 1.0")
                .contains("nv_inference_request_duration_us{model=\"eyes2\",version=\"1.2.0\"} 7000.0")
                .contains("nv_inference_queue_duration_us{model=\"eyes2\",version=\"1.2.0\"} 2000.0")
                .contains("nv_inference_compute_infer_duration_us{model=\"eyes2\",version=\"1.2.0\"} 5000.0")
                .contains("reason=\"REJECTED\"");
    }

    @Test
    void everyCallCountsOnce() {
        assertThat(meters.text())
                .contains("fovea_calls_total{end=\"succeeded\",task=\"eyes2\"} 1.0")
                .contains("fovea_calls_total{end=\"other\",task=\"eyes2\"} 1.0")
                .contains("fovea_calls_images_total{task=\"eyes2\"} 2.0");
    }

    @Test
    void theOutboxSaysWhatWaitsAndSinceWhen() {
        assertThat(meters.text())
                .contains("fovea_outbox_deliveries{state=\"pending\"} 2.0")
                .contains("fovea_outbox_deliveries{state=\"delivered\"} 3.0")
                .contains("fovea_outbox_deliveries{state=\"dead\"} 1.0")
                .contains("fovea_outbox_oldest_age_seconds 90.0")
                .contains("fovea_outbox_attempts_total{end=\"later\"} 1.0");
    }

    @Test
    void theWorklistSaysHowOldItsAnswerIs() {
        assertThat(meters.text())
                .contains("fovea_worklist_items 0.0")
                .contains("fovea_worklist_answer_age_seconds 90.0")
                .contains("fovea_worklist_questions_total{end=\"answered\"} 0.0")
                .contains("fovea_worklist_questions_total{end=\"failed\"} 1.0");
    }

    @Test
    void theBoxIsThereInItsUnits() {
        assertThat(meters.text())
                .contains("fovea_box_info{jetpack=\"6.2.1\",l4t=\"36.4.4\",model=\"NVIDIA Jetson Orin Nano Engineering "
                        + "Reference Developer Kit Super\",module=\"p3767-0005\"} 1")
                .contains("fovea_box_temperature_celsius{zone=\"gpu-thermal\"} 97.5")
                .contains("fovea_box_power_watts{rail=\"VDD_IN\"} 14.353")
                .contains("fovea_box_emc_load_ratio 0.1")
                .contains("fovea_box_cpu_load_ratio{core=\"0\"} 0.9")
                .contains("fovea_box_supply_events_total{kind=\"average_over_current\"} 15.0")
                .contains("fovea_box_warning{kind=\"too_hot\"} 1.0")
                .contains("fovea_box_warning{kind=\"fan_stopped\"} 0.0");
    }

    @Test
    void driftStandsBesideWhatChanceMayMakeOfIt() {
        assertThat(meters.text())
                .contains("fovea_drift_class_mix_index{model=\"toy 1.2.0\",task=\"eyes2\"} 0.3")
                .contains("fovea_drift_class_mix_index_limit{model=\"toy 1.2.0\",task=\"eyes2\"} 0.2")
                .contains("fovea_drift_confidence_shift{model=\"toy 1.2.0\",task=\"eyes2\"} -0.1")
                .contains("fovea_drift_ungradable_shift{model=\"toy 1.2.0\",task=\"eyes2\"} 0.1");
    }

    @Test
    void prometheusFindsNoFault() throws Exception {
        assumeTrue(Files.isExecutable(PROMTOOL), "skipped: promtool is not installed (Debian package prometheus)");
        Process promtool = new ProcessBuilder(PROMTOOL.toString(), "check", "metrics")
                .redirectErrorStream(true)
                .start();

        try (OutputStream in = promtool.getOutputStream()) {
            in.write(meters.text().getBytes(StandardCharsets.UTF_8));
        }
        String said = new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).isEmpty();
        assertThat(promtool.exitValue()).isZero();
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
