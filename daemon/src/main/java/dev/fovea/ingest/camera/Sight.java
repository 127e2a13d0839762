package dev.fovea.ingest.camera;

import dev.fovea.cameras.Frame;
import java.util.Optional;

/// Looks at live pictures as the quality gate would. For one thread.
public interface Sight extends AutoCloseable {
    /// Empty when this could not be graded: too dark, blurred, cut off, no retina.
    Optional<Glance> look(Frame frame);

    @Override
    void close();
}
