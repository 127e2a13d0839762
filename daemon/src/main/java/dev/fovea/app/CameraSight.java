package dev.fovea.app;

import dev.fovea.cameras.Frame;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import dev.fovea.ingest.camera.Glance;
import dev.fovea.ingest.camera.Sight;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Optional;

/// Looks at live pictures with the image stage and its quality gate: what passes here passes there.
final class CameraSight implements Sight {
    private static final int SIDE = 64;
    private static final InputSpec SPEC = new InputSpec(
            SIDE,
            SIDE,
            List.of(0.0, 0.0, 0.0),
            List.of(1.0, 1.0, 1.0),
            InputSpec.Crop.NONE,
            InputSpec.Resize.AREA,
            InputSpec.Modality.FUNDUS);

    private final ImageStage stage;
    private final FloatBuffer tensor = ByteBuffer.allocateDirect(SPEC.size() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    private ByteBuffer file = ByteBuffer.allocateDirect(0);

    CameraSight(ImageLimits limits) {
        stage = new ImageStage(limits);
    }

    @Override
    public Optional<Glance> look(Frame frame) {
        return switch (stage.prepare(bytes(frame), SPEC, tensor)) {
            case Preparation.Ready _ -> Optional.of(glance());
            case Preparation.Rejected _ -> Optional.empty();
        };
    }

    private ByteBuffer bytes(Frame frame) {
        if (file.capacity() < frame.bytes()) {
            file = ByteBuffer.allocateDirect(frame.bytes());
        }
        try (InputStream in = frame.read()) {
            file.clear().put(in.readAllBytes()).flip();
        } catch (IOException e) {
            throw new UncheckedIOException("reading from memory cannot fail", e);
        }
        return file;
    }

    private Glance glance() {
        int plane = SIDE * SIDE;
        float[] luma = new float[plane];
        for (int i = 0; i < plane; i++) {
            luma[i] = 0.299f * tensor.get(i) + 0.587f * tensor.get(i + plane) + 0.114f * tensor.get(i + 2 * plane);
        }
        return new Glance(luma);
    }

    @Override
    public void close() {
        stage.close();
    }
}
