package dev.fovea.cli;

import dev.fovea.bundle.Calibration;
import dev.fovea.bundle.Manifest;
import dev.fovea.dicom.DicomUnwrapper;
import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Scores;
import dev.fovea.image.ImageException;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import dev.fovea.image.Preparation.Ready;
import dev.fovea.image.Preparation.Rejected;
import dev.fovea.model.Outcome;
import dev.fovea.model.Quality;
import dev.fovea.model.Stage;
import dev.fovea.model.StageTimes;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Grades one file after the other by the daemon's own image stage and engine, without spool and queue: for a
/// person at a terminal who keeps the files. One per thread, made and used by that thread.
final class PictureGrader implements AutoCloseable {
    private final ImageLimits limits = ImageLimits.DEFAULT;
    private final InputSpec spec;
    private final Calibration calibration;
    private final Engine engine;
    private final ImageStage stage;
    private final FloatBuffer tensor;
    private ByteBuffer file = ByteBuffer.allocateDirect(1 << 20);

    PictureGrader(Manifest manifest, EngineSource engines) {
        this.spec = manifest.input();
        this.calibration = new Calibration(manifest);
        this.engine = engines.open();
        this.stage = new ImageStage(limits, new DicomUnwrapper());
        this.tensor = ByteBuffer.allocateDirect(Float.BYTES * spec.size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    GradedPicture grade(Path path) {
        try {
            read(path);
        } catch (IOException e) {
            return failed(path, Stage.ACCEPT, "the file cannot be read: " + e, Optional.empty(), StageTimes.NONE);
        }
        Preparation preparation;
        try {
            preparation = stage.prepare(file, spec, tensor.clear());
        } catch (ImageException e) {
            return failed(path, Stage.DECODE, String.valueOf(e.getMessage()), Optional.empty(), StageTimes.NONE);
        }
        StageTimes times = StageTimes.NONE
                .with(Stage.DECODE, preparation.decode())
                .with(Stage.PREPROCESS, preparation.preprocess());
        return switch (preparation) {
            case Rejected rejected ->
                new GradedPicture(path, new Outcome.Ungradable(rejected.fault()), rejected.quality(), times);
            case Ready ready -> infer(path, ready.quality(), times);
        };
    }

    private GradedPicture infer(Path path, Quality quality, StageTimes times) {
        long start = System.nanoTime();
        try {
            Scores answer =
                    engine.run(List.of(tensor.clear().limit(spec.size()))).getFirst();
            StageTimes all = times.with(Stage.INFER, Duration.ofNanos(System.nanoTime() - start));
            return new GradedPicture(path, calibration.findings(answer), Optional.of(quality), all);
        } catch (EngineException e) {
            return failed(path, Stage.INFER, String.valueOf(e.getMessage()), Optional.of(quality), times);
        }
    }

    private static GradedPicture failed(
            Path path, Stage stage, String reason, Optional<Quality> quality, StageTimes times) {
        return new GradedPicture(path, new Outcome.Failed(stage, reason), quality, times);
    }

    /// Into one buffer that is kept and grows: thousands of files cost one allocation.
    private void read(Path path) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(path)) {
            long size = channel.size();
            if (size > limits.bytesMax()) {
                throw new IOException(size + " bytes are more than the " + limits.bytesMax() + " allowed");
            }
            if (size > file.capacity()) {
                file = ByteBuffer.allocateDirect((int) Math.min(limits.bytesMax(), size + size / 2));
            }
            file.clear().limit((int) size);
            while (file.hasRemaining()) {
                if (channel.read(file) < 0) {
                    throw new EOFException("it became shorter while it was read");
                }
            }
            file.flip();
        }
    }

    @Override
    public void close() {
        try (engine) {
            stage.close();
        }
    }
}
