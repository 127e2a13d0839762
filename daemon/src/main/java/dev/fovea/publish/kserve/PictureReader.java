package dev.fovea.publish.kserve;

import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/// Turns a picture's file into a tensor. Used by one thread at a time; owns native memory.
public interface PictureReader extends AutoCloseable {
    /// As [ImageStage#prepare].
    Preparation prepare(ByteBuffer file, InputSpec spec, FloatBuffer tensor);

    @Override
    void close();

    static PictureReader of(ImageLimits limits) {
        ImageStage stage = new ImageStage(limits);
        return new PictureReader() {
            @Override
            public Preparation prepare(ByteBuffer file, InputSpec spec, FloatBuffer tensor) {
                return stage.prepare(file, spec, tensor);
            }

            @Override
            public void close() {
                stage.close();
            }
        };
    }
}
