package dev.fovea.bench;

import dev.fovea.bundle.Bundle;
import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Scores;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.Preparation;
import dev.fovea.trtbuild.Agreement;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// Two engines of one network on the same pictures, those that pass the quality gate.
final class EngineComparison {
    private EngineComparison() {}

    static Agreement of(
            Bundle bundle, EngineSource ours, EngineSource reference, Precision precision, List<byte[]> files) {
        InputSpec spec = bundle.manifest().input();
        FloatBuffer tensor = ByteBuffer.allocateDirect(Float.BYTES * spec.size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        List<Scores> answers = new ArrayList<>();
        List<Scores> wanted = new ArrayList<>();
        try (ImageStage stage = new ImageStage(ImageLimits.DEFAULT);
                Engine one = ours.open();
                Engine other = reference.open()) {
            for (byte[] file : files) {
                ByteBuffer direct =
                        ByteBuffer.allocateDirect(file.length).put(file).flip();
                tensor.clear();
                if (stage.prepare(direct, spec, tensor) instanceof Preparation.Ready) {
                    answers.addAll(one.run(List.of(tensor)));
                    wanted.addAll(other.run(List.of(tensor)));
                }
            }
        }
        return Agreement.of(answers, wanted, bundle.manifest().temperature(), precision);
    }
}
