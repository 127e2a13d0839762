package dev.fovea.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bench.child.DaemonCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The harness against daemons that are known to be good or bad: it must be able to find fault.
@Timeout(120)
class CrashHarnessTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aDaemonThatKeepsItsWordIsClean() {
        Reckoning reckoning = run("honest");

        assertThat(reckoning.lost()).isEmpty();
        assertThat(reckoning.twice()).isEmpty();
        assertThat(reckoning.mixed()).isEmpty();
        assertThat(reckoning.odd()).isEmpty();
        assertThat(reckoning.acknowledged()).isPositive().isEqualTo(reckoning.answered());
    }

    @Test
    void aDaemonThatAcknowledgesBeforeItStoresIsCaught() {
        Reckoning reckoning = run("losing");

        // Lost for good, or accepted anew when the sender repeats it.
        assertThat(reckoning.lost()).isNotEmpty();
        assertThat(reckoning.isClean()).isFalse();
    }

    @Test
    void aDaemonThatForgetsIdempotencyKeysIsCaught() {
        assertThat(run("doubling").twice()).isNotEmpty();
    }

    @Test
    void aDaemonThatMixesAnswersUpIsCaught() {
        assertThat(run("mixing").mixed()).isNotEmpty();
    }

    private Reckoning run(String fault) {
        CrashSettings settings = new CrashSettings(
                3,
                7,
                5,
                96,
                4,
                40,
                Duration.ofMillis(500),
                folder,
                Duration.ofSeconds(30),
                Duration.ofSeconds(20),
                1e-3);
        DaemonCommand command = new DaemonCommand(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fovea.bench.crash.FakeDaemon",
                fault));
        return CrashHarness.run(settings, command, FakeDaemon::expected, _ -> {})
                .reckoning();
    }
}
