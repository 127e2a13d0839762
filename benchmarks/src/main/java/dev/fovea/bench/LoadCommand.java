package dev.fovea.bench;

import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.load.Arrivals;
import dev.fovea.bench.load.LoadRun;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Stability;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Load on a running daemon.
@Command(name = "load", mixinStandardHelpOptions = true, description = """
                Sends photographs to a running daemon, a fixed number in flight or at a fixed rate, in windows \
                until three agree; prints percentiles, the daemon's stage times and the refusals.""")
final class LoadCommand implements Callable<Integer> {
    @Mixin
    private Place place = new Place();

    @Option(names = "--url", description = "The daemon. Default: ${DEFAULT-VALUE}")
    private URI url = URI.create("http://127.0.0.1:8042");

    @ArgGroup
    private Mode mode = new Mode();

    /// One of the two.
    static final class Mode {
        @Option(names = "--concurrency", description = "Requests in flight. Default: 4")
        private int concurrency = 4;

        @Option(
                names = "--request-rate",
                description = "Requests per second, sent whether or not earlier ones are answered")
        private double rate;
    }

    @Option(names = "--spacing", description = "Gaps at a fixed rate: ${COMPLETION-CANDIDATES}. Default: CONSTANT")
    private Arrivals.Spacing spacing = Arrivals.Spacing.CONSTANT;

    @Option(names = "--connections", description = "The most in flight at a fixed rate. Default: ${DEFAULT-VALUE}")
    private int connections = 512;

    @Option(names = "--window-seconds", description = "Default: ${DEFAULT-VALUE}")
    private int windowSeconds = 5;

    @Option(names = "--windows-max", description = "Default: ${DEFAULT-VALUE}")
    private int windowsMax = 12;

    @Option(names = "--megapixels", split = ",", description = "Sizes in turn. Default: 6,12")
    private List<Double> megapixels = List.of(6.0, 12.0);

    @Option(names = "--photographs", description = "Different ones. Default: ${DEFAULT-VALUE}")
    private int count = 12;

    @Override
    public Integer call() {
        Report report = place.report();
        List<Photograph> photographs = place.photographs(count, megapixels, report);
        Arrivals arrivals = mode.rate > 0
                ? new Arrivals.Rate(mode.rate, spacing, place.seed(), connections)
                : new Arrivals.Concurrency(mode.concurrency);
        report.line("%s, %s", url, arrivals);
        LoadRun run = new LoadRun(
                Duration.ofSeconds(windowSeconds),
                Duration.ofSeconds(2),
                windowsMax,
                Stability.DEFAULT,
                DaemonSlice.ANSWER_MAX);
        PhotographCalls calls =
                new PhotographCalls(photographs, System.nanoTime(), Optional.of(Duration.ofSeconds(30)));
        LoadRun.Outcome outcome = run.run(
                url,
                arrivals,
                calls,
                window -> report.line("  window: %7.1f/s  %s", window.throughput(), window.latency()));
        String windows = outcome.stable()
                ? "stable; the last three windows:"
                : "not stable (take the figures with care); the last windows:";
        report.line("%d windows, %s", outcome.windows().size(), windows);
        outcome.last().print(report);
        report.fact("arrivals", arrivals.toString());
        report.fact("stable", outcome.stable());
        report.fact("last", outcome.last().json());
        report.fact("whole", outcome.whole().json());
        return report.close();
    }
}
