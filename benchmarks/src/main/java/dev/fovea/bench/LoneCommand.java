package dev.fovea.bench;

import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.client.CaptureSeen;
import dev.fovea.bench.client.Connection;
import dev.fovea.bench.client.Reply;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.measure.Percentiles;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Samples;
import dev.fovea.bench.measure.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the product itself costs a patient who is alone in the clinic.
@Command(name = "lone", mixinStandardHelpOptions = true, description = """
                One photograph at a time on an idle daemon. Own overhead = end to end - decode - preprocess - \
                inference - syncs, where the syncs are what the same disk takes in the same minute for one \
                photograph's two files, its folder and two log commits, measured here without the daemon.""")
final class LoneCommand implements Callable<Integer> {
    private static final double OVERHEAD_MAX = 5;
    private static final List<String> WORK = List.of("decode", "preprocess", "infer");

    @Mixin
    private Place place = new Place();

    @Option(names = "--count", description = "Photographs sent. Default: ${DEFAULT-VALUE}")
    private int count = 200;

    @Option(names = "--warm-up", description = "Sent before, without a pause, not counted. Default: ${DEFAULT-VALUE}")
    private int warmUp = 1000;

    @Option(names = "--pause-ms", description = "Between two photographs. Default: ${DEFAULT-VALUE}")
    private int pauseMs = 60;

    @Option(names = "--megapixels", split = ",", description = "Default: 12")
    private List<Double> megapixels = List.of(12.0);

    /// One photograph: all in milliseconds.
    private record Visit(double endToEnd, Map<String, Double> stages, double syncs) {
        double overhead() {
            return endToEnd
                    - WORK.stream()
                            .mapToDouble(stage -> stages.getOrDefault(stage, 0.0))
                            .sum()
                    - syncs;
        }
    }

    @Override
    public Integer call() {
        Report report = place.report();
        List<Photograph> photographs = place.photographs(6, megapixels, report);
        Path folder = place.folder();
        List<Visit> visits = new ArrayList<>();
        try (DaemonProcess daemon =
                        place.child().start(place.child().command(place.root(), report), folder, List.of());
                SyncProbe probe = new SyncProbe(folder.resolve("data").resolve("probe"));
                Connection connection = new Connection(daemon.url(), DaemonSlice.ANSWER_MAX)) {
            PhotographCalls calls =
                    new PhotographCalls(photographs, System.nanoTime(), Optional.of(Duration.ofSeconds(30)));
            long run = System.nanoTime();
            for (int i = 0; i < warmUp; i++) {
                visit(connection, calls, 0);
            }
            for (int i = 0; i < count; i++) {
                DaemonSlice.pause(Duration.ofMillis(pauseMs));
                double syncs =
                        probe.millis(photographs.get(i % photographs.size()).stamped(run, i));
                DaemonSlice.pause(Duration.ofMillis(pauseMs));
                visits.add(visit(connection, calls, syncs));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a lone photograph got no answer", e);
        }
        judge(visits, report);
        Place.clear(folder.resolve("data"));
        return report.close();
    }

    private static Visit visit(Connection connection, PhotographCalls calls, double syncs) throws IOException {
        long begin = System.nanoTime();
        Reply reply = connection.send(calls.apply(0));
        double millis = (System.nanoTime() - begin) / 1e6;
        CaptureSeen.Answer answer = CaptureSeen.parse(reply.body())
                .answer()
                .orElseThrow(
                        () -> new IOException("no answer within the wait: " + reply.status() + " " + reply.text()));
        return new Visit(millis, answer.timesMs(), syncs);
    }

    private static void judge(List<Visit> visits, Report report) {
        Map<String, Percentiles> all = new LinkedHashMap<>();
        all.put("end to end", percentiles(visits, Visit::endToEnd));
        for (String stage : visits.getFirst().stages().keySet()) {
            all.put(stage, percentiles(visits, visit -> visit.stages().getOrDefault(stage, 0.0)));
        }
        all.put("syncs (apart)", percentiles(visits, Visit::syncs));
        all.put("own overhead", percentiles(visits, Visit::overhead));
        all.forEach((name, times) -> report.line("  %-14s %s", name, times));
        Map<String, Object> json = new LinkedHashMap<>();
        all.forEach((name, times) -> json.put(name, times.json()));
        report.fact("times", json);
        Samples overhead = Samples.of(visits.stream().map(Visit::overhead).toList());
        report.finding("own overhead of a lone photograph, p50", overhead.median(), "ms", Target.atMost(OVERHEAD_MAX));
    }

    private static Percentiles percentiles(List<Visit> visits, java.util.function.ToDoubleFunction<Visit> figure) {
        return Percentiles.ofMillis(visits.stream().mapToDouble(figure).toArray());
    }
}
