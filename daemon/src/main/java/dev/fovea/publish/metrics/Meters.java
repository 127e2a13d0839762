package dev.fovea.publish.metrics;

import dev.fovea.cameras.CameraStatus;
import dev.fovea.dicom.net.ListenerMetrics;
import dev.fovea.grading.GradingMetrics;
import dev.fovea.ingest.upload.UploadMetrics;
import dev.fovea.instances.InstanceMetrics;
import dev.fovea.jetson.BoxReading;
import dev.fovea.model.Capture;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import dev.fovea.model.Priority;
import dev.fovea.model.Result;
import dev.fovea.model.Stage;
import dev.fovea.model.Verdict;
import dev.fovea.outbox.OutboxMetrics;
import dev.fovea.outbox.OutboxTally;
import dev.fovea.publish.kserve.KserveMetrics;
import dev.fovea.results.OutcomeKind;
import dev.fovea.results.ResultsMetrics;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.SpoolMetrics;
import dev.fovea.spool.StageException;
import dev.fovea.statistics.DriftFigures;
import dev.fovea.worklist.Sheet;
import dev.fovea.worklist.WorklistMetrics;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Every number the daemon shows. Implements what the stages count with. Thread-safe, and nothing here blocks.
public final class Meters implements SpoolMetrics, ResultsMetrics, UploadMetrics, GradingMetrics {
    /// From a fraction of a millisecond in a queue to half a minute behind a backlog.
    private static final Duration[] BUCKETS = {
        Duration.ofNanos(100_000), Duration.ofNanos(250_000), Duration.ofNanos(500_000), Duration.ofMillis(1),
        Duration.ofNanos(2_500_000), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250), Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5), Duration.ofSeconds(30)
    };

    private final PrometheusRegistry collectors = new PrometheusRegistry();
    private final PrometheusRegistry tritonDurations = new PrometheusRegistry();
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, collectors, Clock.SYSTEM);
    private final PrometheusMeterRegistry tritonRegistry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, tritonDurations, Clock.SYSTEM);
    private final Triton triton = new Triton();
    private final Map<Stage, Timer> stages = new EnumMap<>(Stage.class);
    private final Timer endToEnd;
    private final Rate rate;

    /// @param nanos the clock of the throughput gauge
    public Meters(String version, LongSupplier nanos) {
        rate = new Rate(nanos);
        collectors.register(triton.counts());
        tritonDurations.register(triton.counts());
        tritonDurations.register(triton.durations());
        for (Stage stage : Stage.values()) {
            stages.put(
                    stage,
                    timer("fovea.stage", "Time a photograph spent in a stage")
                            .tag("stage", word(stage))
                            .register(registry));
        }
        endToEnd = timer("fovea.end.to.end", "From the first byte of a photograph to its durable answer")
                .register(registry);
        Gauge.builder("fovea.throughput.images.per.second", rate, Rate::perSecond)
                .description("Photographs answered per second, over the last ten seconds")
                .register(registry);
        Gauge.builder("fovea.build.info", () -> 1)
                .description("The version that runs")
                .tag("version", version)
                .register(registry);
        registerCounters();
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
    }

    /// Counts for one model's instances.
    public InstanceMetrics instances(String task, String version) {
        for (Verdict verdict : Verdict.values()) {
            verdicts(task, word(verdict));
        }
        outOfDistribution(task);
        InferenceMeters meters = new InferenceMeters(registry, task);
        triton.add(task, version, meters);
        return meters;
    }

    /// Counts for the Open Inference Protocol's door.
    public KserveMetrics statelessDoor() {
        return new DoorMeters(registry);
    }

    /// Counts for the DICOM listener.
    public ListenerMetrics dicom() {
        return new DicomMeters(registry);
    }

    /// Counts for the outbox.
    ///
    /// @param tally read when somebody looks
    public OutboxMetrics outbox(Supplier<OutboxTally> tally, InstantSource clock) {
        collectors.register(new LeftOut(new OutboxMeters.Standing(tally, clock)));
        return new OutboxMeters(registry);
    }

    /// Counts for the worklist.
    ///
    /// @param today read when somebody looks
    public WorklistMetrics worklist(Supplier<Sheet> today, InstantSource clock) {
        collectors.register(new LeftOut(new WorklistMeters.Today(today, clock, clock.instant())));
        return new WorklistMeters(registry);
    }

    /// Readings that are taken when somebody looks.
    public void watch(Readings readings) {
        readings.bind(registry);
    }

    /// The machine itself, as far as it tells.
    public void watch(Supplier<Optional<BoxReading>> box) {
        collectors.register(new LeftOut(new BoxGauges(box)));
    }

    /// Whether the models' answers change, read when somebody looks.
    public void watchDrift(Supplier<List<DriftFigures>> drift) {
        collectors.register(new LeftOut(new DriftGauges(drift)));
    }

    /// The cameras that the box is connected to.
    public void cameras(Supplier<List<CameraStatus>> statuses) {
        collectors.register(new LeftOut(new CameraGauges(statuses)));
    }

    /// All our metrics in Prometheus's text format.
    String text() {
        return registry.scrape();
    }

    /// Triton's counters alone, durations in microseconds included.
    String tritonText() {
        return tritonRegistry.scrape();
    }

    @Override
    public void accepted(Capture capture, Duration took) {
        accepted(capture.priority()).increment();
        timer(Stage.ACCEPT).record(took);
    }

    @Override
    public void duplicate(Capture first) {
        duplicates().increment();
    }

    @Override
    public void refused(Acceptance.Reason reason) {
        refusals(word(reason)).increment();
    }

    @Override
    public void conflict(Capture earlier) {
        conflicts().increment();
    }

    @Override
    public void rejected(StageException.Reason reason) {
        bodies(word(reason)).increment();
    }

    @Override
    public void turnedAway(UploadMetrics.Reason reason) {
        turnedAway(word(reason)).increment();
    }

    @Override
    public void finished(Capture capture, Result result, Duration persist) {
        Duration whole = persist;
        for (Map.Entry<Stage, Duration> stage : result.times().all().entrySet()) {
            whole = whole.plus(stage.getValue());
            if (stage.getKey() != Stage.ACCEPT) {
                timer(stage.getKey()).record(stage.getValue());
            }
        }
        timer(Stage.PERSIST).record(persist);
        endToEnd.record(whole);
        rate.count();
        finished(OutcomeKind.of(result.outcome()).word()).increment();
        if (result.outcome() instanceof Outcome.Findings findings) {
            verdicts(capture.task(), word(findings.verdict())).increment();
            if (findings.novelty().filter(Novelty::unlike).isPresent()) {
                outOfDistribution(capture.task()).increment();
            }
        }
        if (result.otherEye(capture.identity().laterality())) {
            otherEyes().increment();
        }
    }

    @Override
    public void retried(Capture capture) {
        retries().increment();
    }

    @Override
    public void listenerDropped() {
        droppedListeners().increment();
    }

    @Override
    public void parked(String reason) {
        parked().increment();
    }

    /// A counter that is there from the start is read as 0, not as unknown.
    private void registerCounters() {
        accepted(Priority.LIVE);
        accepted(Priority.BACKLOG);
        duplicates();
        conflicts();
        retries();
        parked();
        droppedListeners();
        otherEyes();
        for (Acceptance.Reason reason : Acceptance.Reason.values()) {
            refusals(word(reason));
        }
        for (StageException.Reason reason : StageException.Reason.values()) {
            bodies(word(reason));
        }
        for (UploadMetrics.Reason reason : UploadMetrics.Reason.values()) {
            turnedAway(word(reason));
        }
        for (OutcomeKind kind : OutcomeKind.values()) {
            finished(kind.word());
        }
    }

    private Counter accepted(Priority priority) {
        return counter("fovea.captures.accepted", "Photographs made durable", "priority", word(priority));
    }

    private Counter duplicates() {
        return counter("fovea.captures.duplicate", "Photographs that had been accepted before");
    }

    private Counter conflicts() {
        return counter("fovea.captures.conflict", "Photographs that contradict an earlier one");
    }

    private Counter refusals(String reason) {
        return counter("fovea.captures.refused", "Photographs not taken now, by reason", "reason", reason);
    }

    private Counter bodies(String reason) {
        return counter("fovea.bodies.rejected", "Bodies that are not taken from anybody, by reason", "reason", reason);
    }

    private Counter turnedAway(String reason) {
        return counter(
                "fovea.uploads.turned.away", "Uploads that never reached the spool, by reason", "reason", reason);
    }

    private Counter finished(String outcome) {
        return counter("fovea.captures.finished", "Outcomes made durable", "outcome", outcome);
    }

    private Counter verdicts(String task, String verdict) {
        return counter("fovea.verdicts", "Verdicts given", "task", task, "verdict", verdict);
    }

    private Counter outOfDistribution(String task) {
        return counter(
                "fovea.out.of.distribution",
                "Verdicts on photographs unlike those the model learned from",
                "task",
                task);
    }

    private Counter otherEyes() {
        return counter("fovea.other.eye", "Photographs whose disc lies as in the other eye than the one handed in as");
    }

    private Counter retries() {
        return counter("fovea.captures.retried", "Dead letters put back to work");
    }

    private Counter parked() {
        return counter("fovea.captures.parked", "Times a photograph could not be finished and stayed in the spool");
    }

    private Counter droppedListeners() {
        return counter("fovea.listeners.dropped", "Listeners of events dropped because they were too slow");
    }

    private Timer timer(Stage stage) {
        return Objects.requireNonNull(stages.get(stage), stage.name());
    }

    private Counter counter(String name, String description, String... tags) {
        return counter(registry, name, description, tags);
    }

    static Counter counter(MeterRegistry registry, String name, String description, String... tags) {
        return Counter.builder(name)
                .description(description)
                .tags(Tags.of(tags))
                .register(registry);
    }

    static Timer.Builder timer(String name, String description) {
        return Timer.builder(name).description(description).serviceLevelObjectives(BUCKETS);
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
