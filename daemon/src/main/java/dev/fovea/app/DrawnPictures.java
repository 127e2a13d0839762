package dev.fovea.app;

import dev.fovea.image.HeatMap;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preview;
import dev.fovea.image.Unwrapper;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.Capture;
import dev.fovea.publish.rest.Pictures;
import dev.fovea.spool.Spool;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/// Pictures for the doors: bytes from the spool, the rest by the image stage.
final class DrawnPictures implements Pictures {
    /// A larger buffer is made for one file and dropped.
    private static final int KEPT_BYTES_MAX = 8 << 20;

    private static final int KEPT_MAX = 2;

    private final Spool spool;
    private final ImageLimits limits;
    private final Unwrapper unwrapper;
    private final BlockingQueue<ByteBuffer> kept = new ArrayBlockingQueue<>(KEPT_MAX);

    /// @param limits what is not decoded, the same as for grading
    DrawnPictures(Spool spool, ImageLimits limits, Unwrapper unwrapper) {
        this.spool = spool;
        this.limits = limits;
        this.unwrapper = unwrapper;
    }

    @Override
    public ByteBuffer original(Capture capture) {
        return spool.original(capture);
    }

    /// The file is read, not mapped: a disk that fails under a mapping ends the process inside the native decoder.
    @Override
    public byte[] preview(Capture capture, InputSpec spec, int side) {
        ByteBuffer reuse = kept.poll();
        ByteBuffer bytes = spool.original(capture, reuse == null ? ByteBuffer.allocateDirect(0) : reuse);
        try {
            return Preview.jpeg(bytes, limits, unwrapper, spec, side);
        } finally {
            if (bytes.capacity() <= KEPT_BYTES_MAX) {
                var _ = kept.offer(bytes);
            }
        }
    }

    @Override
    public byte[] heatMap(ActivationMap map, int classIndex, int width, int height) {
        return HeatMap.png(map, classIndex, width, height);
    }
}
