package dev.fovea.trtbuild;

import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Precision;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// NVIDIA's own builder, which every JetPack brings: for when ours crashes. It knows one profile only, so its
/// engine
/// has the batch of one in the same profile as the largest, and is slower there.
final class TrtExec {
    static final Path JETPACK = Path.of("usr/src/tensorrt/bin/trtexec");

    private TrtExec() {}

    /// @param root `/`, or a copy of another machine's
    static Optional<Path> find(Path root) {
        return Optional.of(root.resolve(JETPACK)).filter(Files::isExecutable);
    }

    static List<String> command(Path trtexec, Order order, NetworkShape shape, EngineKey key) {
        int max = key.profiles().stream().mapToInt(BatchProfile::max).max().orElseThrow();
        List<String> command = new ArrayList<>(List.of(
                trtexec.toString(),
                "--onnx=" + order.onnx(),
                "--saveEngine=" + order.foreignPlan(),
                "--minShapes=" + sizes(shape, 1),
                "--optShapes=" + sizes(shape, max),
                "--maxShapes=" + sizes(shape, max),
                "--noTF32"));
        if (key.precision() != Precision.FP32) {
            command.add("--fp16");
        }
        if (key.precision() == Precision.INT8) {
            command.add("--int8");
        }
        long workspace = order.workspaceBytes() >> 20;
        command.addAll(
                key.tensorRt().major() < 10
                        ? List.of("--workspace=" + workspace, "--buildOnly")
                        : List.of("--memPoolSize=workspace:" + workspace, "--skipInference"));
        return List.copyOf(command);
    }

    private static String sizes(NetworkShape shape, int batch) {
        return shape.input() + ":" + batch + "x" + shape.channels() + "x" + shape.height() + "x" + shape.width();
    }
}
