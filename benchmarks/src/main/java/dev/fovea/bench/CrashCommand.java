package dev.fovea.bench;

import dev.fovea.bench.bare.DirectGrader;
import dev.fovea.bench.crash.CrashHarness;
import dev.fovea.bench.crash.CrashSettings;
import dev.fovea.bench.crash.Reckoning;
import dev.fovea.bench.measure.Report;
import dev.fovea.bench.measure.Target;
import dev.fovea.bundle.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// The crash proof.
@Command(name = "crash", mixinStandardHelpOptions = true, description = """
                Kills the daemon with SIGKILL at random moments, start-up and recovery included, while several \
                senders upload drawn eyes, repeat what they got no answer to, and send some twice on purpose. \
                Then every acknowledged capture must have exactly one answer: of its own bytes, for its own eye, \
                exam and patient, with the scores computed for that picture beforehand.""")
final class CrashCommand implements Callable<Integer> {
    private static final int FAULTS_SHOWN = 20;

    @Mixin
    private Place place = new Place();

    @Option(names = "--kills", description = "Default: ${DEFAULT-VALUE}")
    private int kills = 300;

    @Option(names = "--eyes", description = "Different drawn eyes. Default: ${DEFAULT-VALUE}")
    private int eyes = 120;

    @Option(names = "--eye-side", description = "Their size, pixels. Default: ${DEFAULT-VALUE}")
    private int side = 640;

    @Option(names = "--uploaders", description = "Senders at once. Default: ${DEFAULT-VALUE}")
    private int uploaders = 6;

    @Option(
            names = "--per-cycle",
            description = "New photographs between two kills, at most. Default: ${DEFAULT-VALUE}")
    private int perCycle = 40;

    @Override
    public Integer call() {
        Report report = place.report();
        Path folder = place.folder();
        CrashSettings settings = new CrashSettings(
                kills,
                place.seed(),
                eyes,
                side,
                uploaders,
                perCycle,
                Duration.ofSeconds(2),
                folder,
                Duration.ofSeconds(60),
                Duration.ofMinutes(10),
                1e-3);
        report.line("%d kills, seed %d, data in %s", kills, settings.seed(), folder);
        try (DirectGrader grader = new DirectGrader(Bundle.embedded("fundus4"))) {
            CrashHarness.Result result = CrashHarness.run(
                    settings,
                    place.child().command(place.root(), report),
                    grader,
                    sentence -> report.line("  %s", sentence));
            return judge(result, report, folder);
        }
    }

    private static int judge(CrashHarness.Result result, Report report, Path folder) {
        Reckoning reckoning = result.reckoning();
        report.line("%s", result.traffic());
        report.line(
                "kills: %d during start-up or recovery, %d after ready; reckoning took %.1f s",
                result.duringStart(), result.underLoad(), result.finishing().toMillis() / 1e3);
        report.line("acknowledged %d, answered once and rightly %d", reckoning.acknowledged(), reckoning.answered());
        List.of(reckoning.lost(), reckoning.twice(), reckoning.mixed(), reckoning.odd())
                .forEach(faults -> faults.stream().limit(FAULTS_SHOWN).forEach(fault -> report.line("  %s", fault)));
        report.fact("acknowledged", reckoning.acknowledged());
        report.fact("answered", reckoning.answered());
        report.fact("killsDuringStart", result.duringStart());
        report.fact("killsAfterReady", result.underLoad());
        report.fact("traffic", result.traffic());
        report.finding("lost", reckoning.lost().size(), "captures", Target.atMost(0));
        report.finding("answered twice", reckoning.twice().size(), "captures", Target.atMost(0));
        report.finding("mixed up", reckoning.mixed().size(), "captures", Target.atMost(0));
        report.finding("other oddities", reckoning.odd().size(), "", Target.atMost(0));
        report.finding("acknowledged", reckoning.acknowledged(), "captures", Target.atLeast(1));
        if (reckoning.isClean()) {
            Place.clear(folder);
        } else {
            report.line("the daemon's folder and log are left in %s", folder);
        }
        return report.close();
    }
}
