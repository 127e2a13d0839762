package dev.fovea.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What systemd hears, over a real socket.
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SystemdTest {
    private static final long PROCESS = 42;

    @TempDir
    Path folder;

    @Test
    void readinessSignsOfLifeAndTheStopArriveAsTheyAreSent() throws Throwable {
        String address = folder.resolve("notify").toString();
        Systemd systemd = Systemd.of(Map.of("NOTIFY_SOCKET", address), PROCESS).orElseThrow();

        try (Listener listener = new Listener(address)) {
            systemd.ready("ready at http://127.0.0.1:8042/");
            assertThat(listener.heard()).isEqualTo("READY=1\nSTATUS=ready at http://127.0.0.1:8042/");
            systemd.alive();
            assertThat(listener.heard()).isEqualTo("WATCHDOG=1");
            systemd.status("the database is damaged");
            assertThat(listener.heard()).isEqualTo("STATUS=the database is damaged");
            systemd.stopping("stopping");
            assertThat(listener.heard()).isEqualTo("STOPPING=1\nSTATUS=stopping");
            assertThat(listener.heard()).isEmpty();
        }
    }

    @Test
    void aSocketWithoutAFileIsReachedToo() throws Throwable {
        String address = "@fovea-test-" + ProcessHandle.current().pid();
        Systemd systemd = Systemd.of(Map.of("NOTIFY_SOCKET", address), PROCESS).orElseThrow();

        try (Listener listener = new Listener(address)) {
            systemd.alive();

            assertThat(listener.heard()).isEqualTo("WATCHDOG=1");
        }
    }

    @Test
    void aStatusIsOneLineAndNoOrderToSystemd() throws Throwable {
        String address = folder.resolve("notify").toString();
        Systemd systemd = Systemd.of(Map.of("NOTIFY_SOCKET", address), PROCESS).orElseThrow();

        try (Listener listener = new Listener(address)) {
            systemd.status("fundus4: it failed\nWATCHDOG=1\n" + "x".repeat(5000));

            assertThat(listener.heard())
                    .startsWith("STATUS=fundus4: it failed WATCHDOG=1 xxx")
                    .hasSize(507);
        }
    }

    @Test
    void nobodyListeningIsNoErrorOfOurs() {
        Systemd systemd = Systemd.of(
                        Map.of("NOTIFY_SOCKET", folder.resolve("gone").toString()), PROCESS)
                .orElseThrow();

        assertThatCode(systemd::alive).doesNotThrowAnyException();
    }

    @Test
    void withoutSystemdThereIsNobodyToTell() {
        assertThat(Systemd.of(Map.of(), PROCESS)).isEmpty();
        assertThat(Systemd.of(Map.of("NOTIFY_SOCKET", "vsock:2:1234"), PROCESS)).isEmpty();
    }

    @Test
    void anAddressThatFitsNoSocketIsRefusedByName() {
        Map<String, String> environment = Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Systemd.of(environment, PROCESS))
                .withMessageStartingWith("NOTIFY_SOCKET must be shorter than 108 bytes, was /x");
    }

    @ParameterizedTest
    @CsvSource({"120000000, '', PT2M", "120000000, 42, PT2M", "120000000, 43, ''", "0, '', ''", "soon, '', ''"})
    void theWatchdogIsSystemdsAndMeansThisProcess(String micros, String process, String expected) {
        Map<String, String> environment =
                Map.of("NOTIFY_SOCKET", "/run/notify", "WATCHDOG_USEC", micros, "WATCHDOG_PID", process);

        Systemd systemd = Systemd.of(environment, PROCESS).orElseThrow();

        assertThat(systemd.watchdog().map(Duration::toString).orElse("")).isEqualTo(expected);
    }
}
