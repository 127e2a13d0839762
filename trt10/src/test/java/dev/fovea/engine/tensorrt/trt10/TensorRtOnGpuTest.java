package dev.fovea.engine.tensorrt.trt10;

import dev.fovea.engine.EngineContract;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import dev.fovea.engine.TinyNetwork;
import dev.fovea.engine.cuda.CudaGpu;
import dev.fovea.engine.cuda.CudaProbe;
import dev.fovea.engine.tensorrt.Build;
import dev.fovea.engine.tensorrt.BuildRecipe;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.Profiles;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.engine.tensorrt.TensorRtFound;
import dev.fovea.engine.tensorrt.TensorRtSearch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// The contract of every engine on a real GPU with NVIDIA's TensorRT. Off by default; `./fovea verify gpu` runs it.
@Tag("device")
class TensorRtOnGpuTest implements EngineContract {
    @TempDir
    static Path folder;

    private static TensorRtEngines.Parts parts;

    @BeforeAll
    static void load() {
        List<Path> folders = List.of(Path.of(System.getProperty("fovea.tensorrt.folder", "/usr/lib/x86_64-linux-gnu")));
        parts = switch (TensorRtSearch.find(CudaProbe.probe(folders), folders)) {
            case TensorRtFound.No(var reason) -> throw new AssertionError(reason);
            case TensorRtFound.Yes yes ->
                new TensorRtEngines.Parts(
                        yes.adapter().load(yes.libraries(), (level, text) -> System.err.println(level + " " + text)),
                        CudaGpu.open(yes.cuda()));
        };
    }

    @Override
    public EngineSource source() {
        return source(TinyNetwork.network());
    }

    @Override
    public EngineSource sourceWithDistance() {
        return source(TinyNetwork.networkWithDistance());
    }

    private static EngineSource source(Network network) {
        Path onnx = folder.resolve("tiny.onnx");
        try {
            Files.write(onnx, network.file());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        parts.gpu().enter();
        Build build = parts.tensorRt()
                .build(new BuildRecipe(
                        onnx,
                        network.shape(),
                        Precision.FP32,
                        Profiles.of(List.of(1, 4), 4),
                        64 << 20,
                        ByteBuffer.allocateDirect(0)));
        ByteBuffer plan = ByteBuffer.allocateDirect(build.plan().remaining())
                .put(build.plan())
                .flip();
        return TensorRtEngines.load(parts, network, build.precision(), 4, plan::duplicate);
    }
}
