package dev.fovea.engine;

/// A loaded network from which each worker opens its own [Engine]. Thread-safe.
public interface EngineSource extends AutoCloseable {
    EngineMetadata metadata();

    /// @throws EngineException when the network cannot be loaded
    Engine open();

    /// The next [#open] starts from a freshly loaded network; engines already open go on with the old one until closed.
    void renew();

    /// Call after all engines are closed. Idempotent.
    @Override
    void close();
}
