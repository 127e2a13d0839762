package dev.fovea.app;

import dev.fovea.platform.Systemd;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells systemd how the daemon is, and gives a sign of life for as long as its engines prove theirs.
///
/// A sign of life says that known images come through the live engines, not that a thread still runs: with an engine
/// that is dead, hung or wrong there is none, and after `WatchdogSec` systemd starts the daemon anew. Trouble that a
/// new start would not mend, a damaged database or a full disk, is told and does not stop the signs.
///
/// One thread, which only looks and sends.
public final class Heartbeat implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Heartbeat.class.getName());

    /// How often the status is looked at where nobody watches for signs of life.
    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

    private static final Duration END_MAX = Duration.ofSeconds(1);

    private final Systemd systemd;
    private final Supplier<Health> health;
    private final String readyStatus;
    private final Thread thread;

    /// The last status told. Only the thread, after the first.
    private String told;

    private volatile boolean closed;

    /// What the daemon says of itself.
    ///
    /// @param trouble why photographs are not answered
    /// @param engineTrouble why engines do not answer known images
    public record Health(Optional<String> trouble, Optional<String> engineTrouble) {
        boolean deservesLife() {
            return engineTrouble.isEmpty();
        }

        String status(String ready) {
            return trouble.orElse(ready);
        }
    }

    private Heartbeat(Systemd systemd, Supplier<Health> health, String readyStatus) {
        this.systemd = systemd;
        this.health = health;
        this.readyStatus = readyStatus;
        this.told = health.get().status(readyStatus);
        this.thread = Thread.ofPlatform().name("heartbeat").daemon().unstarted(this::live);
    }

    /// Says that the start is over, and goes on from there.
    ///
    /// @param health looked at several times within the watchdog's time; must not block
    /// @param readyStatus what to say while all is well
    public static Heartbeat start(Systemd systemd, Supplier<Health> health, String readyStatus) {
        Heartbeat heartbeat = new Heartbeat(systemd, health, readyStatus);
        systemd.ready(heartbeat.told);
        heartbeat.thread.start();
        return heartbeat;
    }

    /// Says that the stop has begun. Idempotent.
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        thread.interrupt();
        try {
            thread.join(END_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        systemd.stopping("stopping");
    }

    /// One look. For the thread, and for tests.
    void beat() {
        Health now = health.get();
        String status = now.status(readyStatus);
        if (!status.equals(told)) {
            systemd.status(status);
            told = status;
        }
        if (now.deservesLife()) {
            systemd.alive();
        }
    }

    /// Three looks within the watchdog's time, so that one that comes late costs nothing.
    private void live() {
        Duration every = systemd.watchdog().map(limit -> limit.dividedBy(3)).orElse(LOOK_EVERY);
        try {
            while (!closed) {
                beat();
                Thread.sleep(every);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "no more signs of life: the look at the daemon failed", e);
        }
    }
}
