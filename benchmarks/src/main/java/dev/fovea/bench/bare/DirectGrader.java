package dev.fovea.bench.bare;

import dev.fovea.bench.crash.Expected;
import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.Calibration;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import dev.fovea.model.ClassScore;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The answer a photograph must get, worked out without spool, queue, batches or daemon. One thread.
public final class DirectGrader implements Function<byte[], Expected>, AutoCloseable {
    /// The engine whose form of the network is run.
    public static final String ENGINE = "onnxruntime-cpu";

    private final InputSpec spec;
    private final Calibration calibration;
    private final BareRuntime runtime;
    private final BareRuntime.Runner runner;
    private final ImageStage stage = new ImageStage(ImageLimits.DEFAULT);

    public DirectGrader(Bundle bundle) {
        spec = bundle.manifest().input();
        calibration = new Calibration(bundle.manifest());
        runtime = new BareRuntime(bundle.network(ENGINE).file(), 1);
        runner = runtime.runner(1);
    }

    @Override
    public Expected apply(byte[] jpeg) {
        ByteBuffer file = ByteBuffer.allocateDirect(jpeg.length).put(jpeg).flip();
        return switch (stage.prepare(file, spec, runner.input())) {
            case Preparation.Ready _ -> findings();
            case Preparation.Rejected _ -> new Expected("ungradable", Map.of());
        };
    }

    private Expected findings() {
        runner.run();
        float[] logits = new float[runner.logits().capacity()];
        runner.logits().get(0, logits);
        Map<String, Double> probabilities = new LinkedHashMap<>();
        for (ClassScore score : calibration.scores(logits)) {
            probabilities.put(score.name(), score.probability());
        }
        return new Expected("findings", probabilities);
    }

    @Override
    public void close() {
        stage.close();
        runner.close();
        runtime.close();
    }
}
