package dev.fovea.scheduler;

/// A clock for spans of time, so that tests can own it.
@FunctionalInterface
public interface Ticker {
    Ticker SYSTEM = System::nanoTime;

    /// Nanoseconds since some fixed moment.
    long nanos();
}
