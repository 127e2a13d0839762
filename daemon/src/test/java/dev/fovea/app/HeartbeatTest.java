package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.app.Heartbeat.Health;
import dev.fovea.platform.Overheard;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Signs of life are the engines', not the thread's.
@Timeout(60)
class HeartbeatTest {
    private static final Health WELL = new Health(Optional.empty(), Optional.empty());
    private static final Health READ_ONLY = new Health(Optional.of("the database is damaged"), Optional.empty());
    private static final Health DEAD_ENGINE =
            new Health(Optional.of("fundus4: it hangs"), Optional.of("fundus4: it hangs"));

    /// So long that the thread never comes to a second look.
    private static final Duration ONCE = Duration.ofHours(3);

    private final Overheard overheard = new Overheard();
    private final AtomicReference<Health> health = new AtomicReference<>(WELL);

    @Test
    void aStartSaysReadyFirstAndTheStopSaysSoLast() {
        Heartbeat heartbeat = start(ONCE);

        heartbeat.close();
        heartbeat.close();

        assertThat(overheard.messages())
                .startsWith("READY=1\nSTATUS=ready")
                .endsWith("STOPPING=1\nSTATUS=stopping")
                .filteredOn(message -> message.startsWith("STOPPING"))
                .hasSize(1);
    }

    @Test
    void anEngineThatDoesNotAnswerGivesNoSignOfLifeUntilItDoes() {
        health.set(DEAD_ENGINE);
        try (Heartbeat heartbeat = start(ONCE)) {
            heartbeat.beat();
            List<String> dead = overheard.messages();
            health.set(WELL);
            heartbeat.beat();

            assertThat(dead).containsExactly("READY=1\nSTATUS=fundus4: it hangs");
            // The heart beats by itself too, and may have done so between the two.
            assertThat(overheard.messages()).containsSubsequence(dead.getFirst(), "STATUS=ready", "WATCHDOG=1");
        }
    }

    @Test
    void whatANewStartWouldNotMendIsToldAndKeepsTheDaemonAlive() {
        health.set(READ_ONLY);
        try (Heartbeat heartbeat = start(ONCE)) {
            heartbeat.beat();

            assertThat(overheard.messages())
                    .contains("READY=1\nSTATUS=the database is damaged")
                    .endsWith("WATCHDOG=1");
        }
    }

    @Test
    void aStatusIsToldOnceForAsLongAsItHolds() {
        try (Heartbeat heartbeat = start(ONCE)) {
            health.set(READ_ONLY);
            heartbeat.beat();
            heartbeat.beat();

            assertThat(overheard.messages())
                    .filteredOn(message -> message.startsWith("STATUS"))
                    .containsExactly("STATUS=the database is damaged");
        }
    }

    @Test
    void severalSignsComeWithinTheWatchdogsTime() {
        try (Heartbeat heartbeat = start(Duration.ofMillis(30))) {
            assertThat(heartbeat).isNotNull();
            while (overheard.messages().stream()
                            .filter(message -> message.equals("WATCHDOG=1"))
                            .count()
                    < 3) {
                Thread.onSpinWait();
            }
        }
    }

    private Heartbeat start(Duration watchdog) {
        return Heartbeat.start(overheard.systemd(watchdog), health::get, "ready");
    }
}
