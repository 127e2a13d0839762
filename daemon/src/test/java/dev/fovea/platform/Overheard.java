package dev.fovea.platform;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/// A systemd that writes down what it is told.
public final class Overheard {
    private final List<String> messages = new CopyOnWriteArrayList<>();

    public Systemd systemd(Duration watchdog) {
        return new Systemd(messages::add, Optional.of(watchdog));
    }

    public List<String> messages() {
        return List.copyOf(messages);
    }
}
