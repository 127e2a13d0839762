package dev.fovea.results;

/// A listener's place. Ends by [#close], when the listener throws, when it is too slow, or when the results close.
public interface Subscription extends AutoCloseable {
    /// False once no event will ever come again.
    boolean open();

    /// Stops delivery. Idempotent.
    @Override
    void close();
}
