package dev.fovea.bench;

import dev.fovea.bench.bare.BareChain;
import dev.fovea.bench.bare.DirectGrader;
import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Slices;
import dev.fovea.bench.measure.Target;
import dev.fovea.bundle.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The whole path against what the cores could do.
@Command(name = "path", mixinStandardHelpOptions = true, description = """
                Photographs of 6 to 12 megapixels over HTTP to durable results, divided by decode, preprocess \
                and inference alone of photographs that lie in memory, one thread per core. The load generator \
                runs on the same cores, and its share counts against the daemon.""")
final class PathCommand implements Callable<Integer> {
    private static final double RATIO_MIN = 0.85;
    private static final String OURS = "daemon: HTTP to durable result";
    private static final String THEIRS = "bare decode + preprocess + inference";

    @Mixin
    private Place place = new Place();

    @Option(names = "--rounds", description = "Repeats of both sides. Default: ${DEFAULT-VALUE}")
    private int rounds = 7;

    @Option(names = "--slice-seconds", description = "Default: ${DEFAULT-VALUE}")
    private int seconds = 8;

    @Option(
            names = "--warm-up-seconds",
            description = "Load before, not counted: the JVM compiles for so long. Default: ${DEFAULT-VALUE}")
    private int warmUp = 40;

    @Option(names = "--concurrency", description = "Requests in flight. Default: ${DEFAULT-VALUE}")
    private int concurrency = 8;

    @Option(names = "--megapixels", split = ",", description = "Sizes in turn. Default: 6,8,10,12")
    private List<Double> megapixels = List.of(6.0, 8.0, 10.0, 12.0);

    @Option(names = "--photographs", description = "Different ones. Default: ${DEFAULT-VALUE}")
    private int count = 16;

    @Override
    public Integer call() {
        Report report = place.report();
        int cores = Runtime.getRuntime().availableProcessors();
        List<Photograph> photographs = place.photographs(count, megapixels, report);
        Path folder = place.folder();
        Bundle bundle = Bundle.embedded("fundus4");
        byte[] network = bundle.network(DirectGrader.ENGINE).file();
        try (BareChain chain = new BareChain(bundle.manifest().input(), network, photographs, cores);
                DaemonProcess daemon =
                        place.child().start(place.child().command(place.root(), report), folder, List.of())) {
            PhotographCalls calls =
                    new PhotographCalls(photographs, System.nanoTime(), Optional.of(Duration.ofSeconds(30)));
            DaemonSlice slice = new DaemonSlice(daemon.url(), concurrency, calls);
            List<Slices.Side> sides = new ArrayList<>();
            sides.add(new Slices.Side(OURS, () -> slice.rate(Duration.ofSeconds(seconds))));
            sides.add(new Slices.Side(THEIRS, () -> chain.rate(Duration.ofSeconds(seconds))));
            // The JIT has to see both.
            slice.rate(Duration.ofSeconds(warmUp));
            chain.rate(Duration.ofSeconds(seconds));
            Slices.Measured measured = Slices.alternate(rounds, sides);
            report.line("turned away by the quality gate in the bare loop: %d", chain.rejected());
            report.fact("concurrency", concurrency);
            report.ratio(
                    "whole path ÷ bare capacity of " + cores + " cores",
                    OURS,
                    measured.of(OURS),
                    THEIRS,
                    measured.of(THEIRS),
                    "images/s",
                    Target.atLeast(RATIO_MIN));
        }
        Place.clear(folder.resolve("data"));
        return report.close();
    }
}
