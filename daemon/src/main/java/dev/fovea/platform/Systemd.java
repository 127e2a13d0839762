package dev.fovea.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// What may be said to systemd by a service of `Type=notify` (`man sd_notify`). Thread-safe.
///
/// A datagram that does not arrive is nobody's loss: systemd then sees no sign of life, and acts on that.
public final class Systemd {
    private static final System.Logger LOG = System.getLogger(Systemd.class.getName());

    /// A status is one line for people.
    private static final int STATUS_CHARACTERS_MAX = 500;

    private final Consumer<String> socket;
    private final Optional<Duration> watchdog;

    Systemd(Consumer<String> socket, Optional<Duration> watchdog) {
        this.socket = socket;
        this.watchdog = watchdog;
    }

    /// Empty unless systemd started this process, and wants to hear from it.
    ///
    /// @param environment of the process: `NOTIFY_SOCKET`, `WATCHDOG_USEC`, `WATCHDOG_PID`
    /// @param process the number of this process; a watchdog may be meant for another one
    public static Optional<Systemd> of(Map<String, String> environment, long process) {
        String address = environment.getOrDefault("NOTIFY_SOCKET", "");
        if (!address.startsWith("/") && !address.startsWith("@")) {
            return Optional.empty();
        }
        DatagramSocketFile socket = new DatagramSocketFile(address);
        return Optional.of(new Systemd(text -> send(socket, text), watchdog(environment, process)));
    }

    /// Within which time systemd wants each sign of life; empty when it does not watch.
    public Optional<Duration> watchdog() {
        return watchdog;
    }

    /// The start is over.
    public void ready(String status) {
        socket.accept("READY=1\n" + line(status));
    }

    /// How it is, in a line for `systemctl status`.
    public void status(String status) {
        socket.accept(line(status));
    }

    /// A sign of life.
    public void alive() {
        socket.accept("WATCHDOG=1");
    }

    /// The stop has begun.
    public void stopping(String status) {
        socket.accept("STOPPING=1\n" + line(status));
    }

    private static Optional<Duration> watchdog(Map<String, String> environment, long process) {
        String whose = environment.getOrDefault("WATCHDOG_PID", "");
        if (!whose.isEmpty() && !whose.equals(Long.toString(process))) {
            return Optional.empty();
        }
        String micros = environment.getOrDefault("WATCHDOG_USEC", "");
        try {
            return Optional.of(Duration.ofNanos(Math.multiplyExact(Long.parseLong(micros), 1000L)))
                    .filter(Duration::isPositive);
        } catch (NumberFormatException | ArithmeticException noWatchdog) {
            return Optional.empty();
        }
    }

    private static String line(String status) {
        String line = status.replaceAll("\\s+", " ").strip();
        return "STATUS=" + line.substring(0, Math.min(line.length(), STATUS_CHARACTERS_MAX));
    }

    private static void send(DatagramSocketFile socket, String text) {
        try {
            socket.send(text);
        } catch (DatagramException e) {
            LOG.log(System.Logger.Level.WARNING, "systemd was not told \"{0}\": {1}", text, e.getMessage());
        }
    }
}
