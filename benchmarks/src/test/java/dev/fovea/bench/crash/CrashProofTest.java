package dev.fovea.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bench.bare.DirectGrader;
import dev.fovea.bench.child.DaemonCommand;
import dev.fovea.bundle.Bundle;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The crash proof in short form, on the real daemon with its real model; `./fovea bench crash` is the long one.
@Timeout(600)
class CrashProofTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void noAcceptedPhotographIsLostDoubledOrMixedUpWhenTheDaemonIsKilled() {
        CrashSettings settings = new CrashSettings(
                8,
                System.nanoTime(),
                12,
                480,
                4,
                15,
                Duration.ofMillis(1500),
                folder,
                Duration.ofSeconds(90),
                Duration.ofSeconds(120),
                1e-3);
        try (DirectGrader answers = new DirectGrader(Bundle.embedded("fundus4"))) {
            CrashHarness.Result result = CrashHarness.run(settings, DaemonCommand.ofThisClassPath(), answers, _ -> {});

            Reckoning reckoning = result.reckoning();
            assertThat(reckoning)
                    .as("seed %d: %s", settings.seed(), result.traffic())
                    .isEqualTo(Reckoning.clean(reckoning.acknowledged()));
            assertThat(reckoning.acknowledged()).isPositive();
        }
    }
}
