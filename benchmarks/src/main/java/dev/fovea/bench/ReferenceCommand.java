package dev.fovea.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Samples;
import dev.fovea.bench.measure.Slices;
import dev.fovea.bench.measure.Target;
import dev.fovea.bundle.Bundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Against the way the published reference measured itself.
@Command(name = "reference", mixinStandardHelpOptions = true, description = """
                The daemon's whole path against the published program's own way of measuring: PyTorch and \
                torchvision of the distribution, a DataLoader with one worker and batches of 32, PIL, squash, \
                MobileNetV2 with four classes, wall time over the loop, same photographs. The verdict is against \
                the same input side as the daemon's network has, files in the page cache; uncached, with a torch \
                thread per core, and with the published side of 224 pixels are shown too.""")
final class ReferenceCommand implements Callable<Integer> {
    private static final double RATIO_MIN = 8;
    private static final Duration SCRIPT_MAX = Duration.ofMinutes(10);
    private static final String OURS = "daemon: HTTP to durable result";
    private static final String CACHED = "reference, files cached, default threads";
    private static final String COLD = "reference, files not cached, default threads";
    private static final String THREADS = "reference, files cached, a thread per core";
    private static final String PUBLISHED = "reference, files cached, 224 x 224 pixels";
    private static final int PUBLISHED_SIDE = 224;
    private static final ObjectMapper JSON = new ObjectMapper();

    @Mixin
    private Place place = new Place();

    @Option(names = "--rounds", description = "Repeats of all sides. Default: ${DEFAULT-VALUE}")
    private int rounds = 5;

    @Option(names = "--slice-seconds", description = "Of the daemon. Default: ${DEFAULT-VALUE}")
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
    private int count = 32;

    @Option(names = "--repeat", description = "How often one pass of the reference goes over them. Default: 2")
    private int repeat = 2;

    @Override
    public Integer call() {
        Report report = place.report();
        List<Photograph> photographs = place.photographs(count, megapixels, report);
        Path folder = place.folder();
        int side = Bundle.embedded("fundus4").manifest().input().width();
        report.line("network input, both sides: %d x %d", side, side);
        report.fact("side", side);
        write(photographs, folder.resolve("photographs"));
        if (pass(folder, side, List.of()) instanceof Pass.Missing(String reason)) {
            return report.skipped(reason);
        }
        try (DaemonProcess daemon =
                place.child().start(place.child().command(place.root(), report), folder, List.of())) {
            PhotographCalls calls =
                    new PhotographCalls(photographs, System.nanoTime(), Optional.of(Duration.ofSeconds(30)));
            DaemonSlice slice = new DaemonSlice(daemon.url(), concurrency, calls);
            slice.rate(Duration.ofSeconds(warmUp));
            List<Slices.Side> sides = new ArrayList<>();
            sides.add(new Slices.Side(OURS, () -> slice.rate(Duration.ofSeconds(seconds))));
            sides.add(new Slices.Side(COLD, () -> rate(folder, side, List.of("--cold"))));
            sides.add(new Slices.Side(CACHED, () -> rate(folder, side, List.of())));
            String cores = Integer.toString(Runtime.getRuntime().availableProcessors());
            sides.add(new Slices.Side(THREADS, () -> rate(folder, side, List.of("--threads", cores))));
            sides.add(new Slices.Side(PUBLISHED, () -> rate(folder, PUBLISHED_SIDE, List.of())));
            judge(Slices.alternate(rounds, sides), report);
        }
        Place.clear(folder);
        return report.close();
    }

    private static void judge(Slices.Measured measured, Report report) {
        Samples ours = measured.of(OURS);
        for (String other : List.of(COLD, THREADS, PUBLISHED)) {
            Samples theirs = measured.of(other);
            report.line("  %-44s %s images/s", other, theirs);
            report.line("  %-44s %.2f", "daemon ÷ this", ours.median() / theirs.median());
            report.fact(other, theirs.values());
        }
        report.ratio(
                "daemon ÷ published reference's way",
                OURS,
                ours,
                CACHED,
                measured.of(CACHED),
                "images/s",
                Target.atLeast(RATIO_MIN));
    }

    private static void write(List<Photograph> photographs, Path folder) {
        try {
            Files.createDirectories(folder);
            for (Photograph photograph : photographs) {
                Files.write(folder.resolve(photograph.name() + ".jpg"), photograph.bytes(0, 0));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write photographs to " + folder, e);
        }
    }

    /// One pass of the reference.
    private sealed interface Pass {
        record Rate(double imagesPerSecond) implements Pass {}

        record Missing(String reason) implements Pass {}
    }

    private double rate(Path folder, int side, List<String> options) {
        return switch (pass(folder, side, options)) {
            case Pass.Rate(double imagesPerSecond) -> imagesPerSecond;
            case Pass.Missing(String reason) -> throw new IllegalStateException(reason);
        };
    }

    private Pass pass(Path folder, int side, List<String> options) {
        List<String> arguments =
                new ArrayList<>(List.of(folder.resolve("photographs").toString()));
        arguments.addAll(List.of("--repeat", Integer.toString(repeat), "--side", Integer.toString(side)));
        arguments.addAll(options);
        return switch (Script.run(place.root(), "reference.py", arguments, folder, SCRIPT_MAX)) {
            case Script.Run.Missing(String reason) -> new Pass.Missing(reason);
            case Script.Run.Printed(List<String> lines) -> new Pass.Rate(number(lines.getLast()));
        };
    }

    private static double number(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return json.path("imagesPerSecond").asDouble(Double.NaN);
        } catch (IOException e) {
            throw new UncheckedIOException("the reference printed no JSON: " + line, e);
        }
    }
}
