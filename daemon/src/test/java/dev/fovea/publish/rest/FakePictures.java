package dev.fovea.publish.rest;

import dev.fovea.image.InputSpec;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.Capture;
import dev.fovea.model.Sha256;
import dev.fovea.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Pictures that say in words what was asked of them.
final class FakePictures implements Pictures {
    final Map<Sha256, byte[]> originals = new ConcurrentHashMap<>();
    final AtomicInteger drawn = new AtomicInteger();

    @Override
    public ByteBuffer original(Capture capture) {
        byte[] bytes = originals.get(capture.content());
        if (bytes == null) {
            throw new StoreException("the photograph of capture " + capture.id() + " is damaged");
        }
        return ByteBuffer.wrap(bytes);
    }

    @Override
    public byte[] preview(Capture capture, InputSpec spec, int side) {
        drawn.incrementAndGet();
        ByteBuffer original = original(capture);
        if (original.get(original.limit() - 1) == '9') {
            throw new IllegalArgumentException("not a picture after all");
        }
        return ("preview of " + original.remaining() + " at " + side).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public byte[] heatMap(ActivationMap map, int classIndex, int width, int height) {
        drawn.incrementAndGet();
        return ("class " + classIndex + " at " + width + "x" + height).getBytes(StandardCharsets.US_ASCII);
    }
}
