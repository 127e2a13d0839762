package dev.fovea.publish.rest;

import dev.fovea.image.InputSpec;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.Capture;
import java.nio.ByteBuffer;

/// Where a capture's pictures come from: its bytes from the spool, the rest drawn by the image stage. Thread-safe.
public interface Pictures {
    /// The photograph exactly as sent.
    ///
    /// @throws dev.fovea.store.StoreException when the bytes are missing, cannot be read, or are not what was
    /// accepted
    ByteBuffer original(Capture capture);

    /// The square the network sees (or the whole picture, where the network takes it whole) as a JPEG.
    ///
    /// @param side the longest side, pixels
    /// @throws IllegalArgumentException when the bytes cannot be decoded
    /// @throws dev.fovea.store.StoreException as [#original]
    byte[] preview(Capture capture, InputSpec spec, int side);

    /// One class's activations as a PNG, transparent where cold.
    byte[] heatMap(ActivationMap map, int classIndex, int width, int height);
}
