package dev.fovea.bench;

import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.client.FoveaClient;
import dev.fovea.bench.client.Metrics;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.load.Arrivals;
import dev.fovea.bench.load.Load;
import dev.fovea.bench.load.LoadSummary;
import dev.fovea.bench.load.Shot;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Slope;
import dev.fovea.bench.measure.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Three times what it can do.
@Command(name = "overload", mixinStandardHelpOptions = true, description = """
                Measures the daemon's capacity with a fixed number in flight, then sends at three times that \
                rate for a minute, whatever the answers do: refusals must come at once, be counted, and be the \
                number the daemon's own metrics show; those accepted keep their p99; memory stays flat.""")
final class OverloadCommand implements Callable<Integer> {
    /// The JVM compiles for so long; a capacity measured before would make an easier overload of the same factor.
    private static final Duration WARM_UP = Duration.ofSeconds(30);

    private static final Duration SAMPLE = Duration.ofSeconds(2);
    private static final double REFUSAL_MS_MAX = 250;
    private static final double RISE_MB_MAX = 20;

    @Mixin
    private Place place = new Place();

    @Option(names = "--seconds", description = "Of overload. Default: ${DEFAULT-VALUE}")
    private int seconds = 60;

    @Option(names = "--times", description = "The measured capacity, sent. Default: ${DEFAULT-VALUE}")
    private double times = 3;

    @Option(names = "--megapixels", split = ",", description = "Sizes in turn. Default: 2")
    private List<Double> megapixels = List.of(2.0);

    @Option(names = "--concurrency", description = "While capacity is measured. Default: ${DEFAULT-VALUE}")
    private int concurrency = 8;

    @Option(names = "--connections", description = "The most in flight. Default: ${DEFAULT-VALUE}")
    private int connections = 1024;

    @Option(
            names = "--bound-seconds",
            description =
                    "The bound on an accepted photograph's wait, as spool.live-wait-max. Default: ${DEFAULT-VALUE}")
    private double boundSeconds = 3;

    /// What was seen while the daemon was overloaded.
    private record Minute(List<Shot> shots, List<double[]> resident, double refusedByDaemon, double acceptedByDaemon) {}

    @Override
    public Integer call() {
        Report report = place.report();
        List<Photograph> photographs = place.photographs(8, megapixels, report);
        Path folder = place.folder();
        try (DaemonProcess daemon =
                place.child().start(place.child().command(place.root(), report), folder, List.of())) {
            PhotographCalls calls =
                    new PhotographCalls(photographs, System.nanoTime(), Optional.of(Duration.ofSeconds(30)));
            DaemonSlice slice = new DaemonSlice(daemon.url(), concurrency, calls);
            slice.rate(WARM_UP);
            double capacity = slice.rate(Duration.ofSeconds(10));
            report.line("capacity: %.1f images/s with %d in flight", capacity, concurrency);
            report.fact("capacity", capacity);
            Arrivals.Rate rate =
                    new Arrivals.Rate(times * capacity, Arrivals.Spacing.POISSON, place.seed(), connections);
            Minute minute = overload(daemon, rate, calls);
            judge(minute, rate, report);
        } catch (IOException e) {
            throw new UncheckedIOException("the daemon's metrics cannot be read", e);
        }
        Place.clear(folder.resolve("data"));
        return report.close();
    }

    private Minute overload(DaemonProcess daemon, Arrivals.Rate rate, PhotographCalls calls) throws IOException {
        List<double[]> resident = new ArrayList<>();
        try (FoveaClient client = new FoveaClient(daemon.url(), DaemonSlice.ANSWER_MAX)) {
            Metrics before = client.metrics();
            List<Shot> shots = new ArrayList<>();
            try (Load load = Load.start(daemon.url(), rate, calls, DaemonSlice.ANSWER_MAX)) {
                long begin = System.nanoTime();
                for (double at = 0; at < seconds; at = (System.nanoTime() - begin) / 1e9) {
                    DaemonSlice.pause(SAMPLE);
                    resident.add(new double[] {at / 60, daemon.memory().resident()});
                }
                shots.addAll(load.stop());
            }
            Metrics after = client.metrics();
            return new Minute(
                    shots,
                    resident,
                    DaemonCounters.refused(after) - DaemonCounters.refused(before),
                    DaemonCounters.accepted(after) - DaemonCounters.accepted(before));
        }
    }

    private void judge(Minute minute, Arrivals.Rate rate, Report report) {
        LoadSummary summary = LoadSummary.of(minute.shots(), seconds);
        report.line("sent at %.1f/s for %d s:", rate.perSecond(), seconds);
        summary.print(report);
        report.fact("rate", rate.perSecond());
        report.fact("summary", summary.json());
        List<double[]> half = minute.resident()
                .subList(minute.resident().size() / 2, minute.resident().size());
        double rise = Slope.of(half);
        report.line(
                "resident: from %.1f to %.1f MB; second half rises %+.2f MB a minute",
                minute.resident().getFirst()[1], minute.resident().getLast()[1], rise);
        report.finding("refused", summary.refused(), "photographs", Target.atLeast(1));
        report.finding("refusal, p99", summary.refusal().p99(), "ms", Target.atMost(REFUSAL_MS_MAX));
        report.finding(
                "refusals seen and not in the daemon's metrics, or the other way round",
                Math.abs(summary.refused() - minute.refusedByDaemon()),
                "",
                Target.atMost(0));
        int taken = summary.answered() + summary.waiting();
        report.finding(
                "acceptances seen and not in the daemon's metrics, or the other way round",
                Math.abs(taken - minute.acceptedByDaemon()),
                "",
                Target.atMost(0));
        report.finding("answered neither yes nor no", summary.failed(), "requests", Target.atMost(0));
        report.finding("accepted without an answer in 30 s", summary.waiting(), "photographs", Target.atMost(0));
        report.finding("accepted, p99 to the answer", summary.latency().p99() / 1e3, "s", Target.atMost(boundSeconds));
        report.finding("resident, rise a minute", rise, "MB", Target.atMost(RISE_MB_MAX));
    }
}
