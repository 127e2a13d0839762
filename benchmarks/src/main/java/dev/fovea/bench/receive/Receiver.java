package dev.fovea.bench.receive;

/// One program that receives photographs. One thread.
public interface Receiver extends AutoCloseable {
    /// For the report, with what its acknowledgement means.
    String name();

    /// Where it listens on this machine.
    int port();

    /// Whether it syncs what it is sent before it acknowledges it.
    boolean synced();

    /// Its application entity title.
    String title();

    /// How many it says it has.
    long stored();

    /// Waits until it has no more to do with what it was sent.
    void settle();

    @Override
    void close();
}
