package dev.fovea.ingest.camera;

import dev.fovea.cameras.Frame;
import java.util.Optional;

/// Sees the same in every picture: an eye that holds still, or nothing that could be graded.
record FixedSight(boolean eye) implements Sight {
    @Override
    public Optional<Glance> look(Frame frame) {
        return eye ? Optional.of(new Glance(new float[] {0.5f, 0.25f})) : Optional.empty();
    }

    @Override
    public void close() {}
}
