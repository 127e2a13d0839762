package dev.fovea.bench;

import dev.fovea.bench.child.DaemonCommand;
import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Samples;
import dev.fovea.bench.measure.Target;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How soon a daemon is ready.
@Command(name = "start", mixinStandardHelpOptions = true, description = """
                Starts the daemon again and again, with the launcher's command line, and polls /v2/health/ready; \
                median of exec to ready. Ready means the model has answered its golden pictures.""")
final class StartCommand implements Callable<Integer> {
    private static final double SECONDS_MAX = 1.5;

    @Mixin
    private Place place = new Place();

    @Option(names = "--runs", description = "Default: ${DEFAULT-VALUE}")
    private int runs = 15;

    @Override
    public Integer call() {
        Report report = place.report();
        DaemonCommand command = place.child().command(place.root(), report);
        Path folder = place.folder();
        List<Double> seconds = new ArrayList<>();
        List<Double> resident = new ArrayList<>();
        for (int run = 0; run <= runs; run++) {
            int port = DaemonProcess.freePort();
            Path log = folder.resolve("daemon.log");
            try (DaemonProcess daemon = DaemonProcess.start(
                    command, folder.resolve("data"), port, place.child().more(), log)) {
                double took = daemon.ready(ChildOptions.READY_MAX).toNanos() / 1e9;
                // The first one makes the data folder and warms the page cache: said, not counted.
                if (run == 0) {
                    report.line("first start on an empty folder: %.3f s", took);
                    report.fact("firstSeconds", took);
                } else {
                    seconds.add(took);
                    resident.add(daemon.memory().resident());
                }
                daemon.stop(Duration.ofSeconds(15));
            }
        }
        Samples ours = Samples.of(seconds);
        report.line("exec to ready: %s s", ours);
        report.line("resident when ready: %s MB", Samples.of(resident));
        report.fact("seconds", ours.values());
        report.finding("exec to ready, median", ours.median(), "s", Target.atMost(SECONDS_MAX));
        return report.close();
    }
}
