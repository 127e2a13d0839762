package dev.fovea.bench;

import dev.fovea.bench.bare.BareRuntime;
import dev.fovea.bench.bare.GroupLoad;
import dev.fovea.bench.bare.Workers;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Samples;
import dev.fovea.bench.measure.Slices;
import dev.fovea.bench.measure.Target;
import dev.fovea.bundle.Bundle;
import dev.fovea.engine.onnx.OnnxEngines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The engine stage against ONNX Runtime alone.
@Command(name = "engine", mixinStandardHelpOptions = true, description = """
                Images per second of the daemon's engine stage (tensors in, through queue, batcher and \
                self-tests, results out) divided by ONNX Runtime in a bare loop with direct pinned buffers, at \
                the best of several thread settings, in one process and in alternating slices.""")
final class EngineCommand implements Callable<Integer> {
    private static final double RATIO_MIN = 0.95;
    private static final String OURS = "engine stage: queue, batcher, engines";

    @Mixin
    private Place place = new Place();

    @Option(names = "--task", description = "Default: ${DEFAULT-VALUE}")
    private String task = "fundus4";

    @Option(names = "--rounds", description = "Repeats of all sides. Default: ${DEFAULT-VALUE}")
    private int rounds = 9;

    @Option(names = "--slice-seconds", description = "Default: ${DEFAULT-VALUE}")
    private int seconds = 4;

    @Option(names = "--in-flight", description = "Requests waiting or running at once. Default: ${DEFAULT-VALUE}")
    private int inFlight = 16;

    /// One way of running the bare loop.
    ///
    /// @param workers threads that call it
    /// @param threads within one call
    /// @param batch images per call
    private record Setting(int workers, int threads, int batch) {
        String label() {
            return "bare: " + workers + " workers x " + threads + " threads, batch " + batch;
        }
    }

    @Override
    public Integer call() {
        Report report = place.report();
        int cores = Runtime.getRuntime().availableProcessors();
        List<Setting> settings = List.of(new Setting(cores, 1, 1), new Setting(1, cores, 1), new Setting(1, cores, 4));
        Bundle bundle = Bundle.embedded(task);
        byte[] network = bundle.network(OnnxEngines.NAME).file();
        Duration slice = Duration.ofSeconds(seconds);
        // The engine stage first: the environment of ONNX Runtime is one per process, and it is ours that is measured.
        try (GroupLoad group = GroupLoad.start(bundle, inFlight);
                BareRuntime narrow = new BareRuntime(network, 1);
                BareRuntime wide = new BareRuntime(network, cores)) {
            List<Slices.Side> sides = new ArrayList<>();
            sides.add(new Slices.Side(OURS, () -> group.rate(slice)));
            for (Setting setting : settings) {
                sides.add(new Slices.Side(
                        setting.label(), () -> bare(setting.threads() == 1 ? narrow : wide, setting, slice)));
            }
            Slices.alternate(1, sides);
            Slices.Measured measured = Slices.alternate(rounds, sides);
            judge(measured, settings, report);
        }
        return report.close();
    }

    private static double bare(BareRuntime runtime, Setting setting, Duration time) {
        List<BareRuntime.Runner> runners = java.util.stream.IntStream.range(0, setting.workers())
                .mapToObj(_ -> runtime.runner(setting.batch()))
                .toList();
        try {
            return Workers.rate(setting.workers(), time, worker -> () -> {
                runners.get(worker).run();
                return setting.batch();
            });
        } finally {
            runners.forEach(BareRuntime.Runner::close);
        }
    }

    private static void judge(Slices.Measured measured, List<Setting> settings, Report report) {
        String best = settings.getFirst().label();
        for (Setting setting : settings) {
            Samples one = measured.of(setting.label());
            report.line("  %-44s %s images/s", setting.label(), one);
            report.fact(setting.label(), one.values());
            best = one.median() > measured.of(best).median() ? setting.label() : best;
        }
        report.ratio(
                "engine stage ÷ best bare loop",
                OURS,
                measured.of(OURS),
                best,
                measured.of(best),
                "images/s",
                Target.atLeast(RATIO_MIN));
    }
}
