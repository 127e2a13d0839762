package dev.fovea.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.TinyNetwork;
import dev.fovea.engine.cuda.Gcc;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What both adapters must do on a machine that has NVIDIA's libraries but no GPU, with the published glue and
/// stand-ins for the libraries: load in order, say the version, hand on the log, and take no address for an
/// object
/// that is none. Everything is one test, because a library is loaded once in a process.
@Timeout(120)
public abstract class AdapterContract {
    // The libraries stay open as long as the process.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    private final int major;
    private final int reported;

    protected AdapterContract(int major, int reported) {
        this.major = major;
        this.reported = reported;
    }

    /// Libraries that the glue names beside TensorRT, and that must be there before it.
    protected abstract List<String> companions();

    @Test
    void itLoadsBesideOpenCvSaysItsVersionAndSurvivesAMachineWithoutAGpu() {
        companions().forEach(this::loadCompanion);
        library("nvonnxparser.c", "libnvonnxparser.so." + major);
        library("nvinfer.c", "libnvinfer.so." + major, "-DVERSION=" + reported);
        TensorRtAdapter adapter =
                ServiceLoader.load(TensorRtAdapter.class).findFirst().orElseThrow();
        TensorRtLibraries libraries =
                TensorRtLibraries.find(major, List.of(folder)).orElseThrow();
        List<String> said = new CopyOnWriteArrayList<>();

        TensorRt tensorRt = adapter.load(libraries, (level, text) -> said.add(level + " " + text));

        assertThat(adapter.major()).isEqualTo(major);
        assertThat(tensorRt.version()).isEqualTo(TensorRtVersion.of(reported));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> tensorRt.plan(ByteBuffer.allocateDirect(8)))
                .withMessage("TensorRT gave no runtime");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> tensorRt.build(new BuildRecipe(
                        folder.resolve("network.onnx"),
                        TinyNetwork.SHAPE,
                        Precision.FP16,
                        Profiles.of(List.of(), 1),
                        1 << 20,
                        ByteBuffer.allocateDirect(0))))
                .withMessage("TensorRT gave no builder");
        assertThat(said)
                .containsExactly(
                        "ERROR CUDA initialization failure with error: 35", "ERROR no CUDA-capable device is detected");
        try (Mat stillLoads = new Mat(2, 2, 0)) {
            assertThat(stillLoads.rows()).isEqualTo(2);
        }
    }

    @Test
    void aLibraryThatIsNotThereIsAnErrorByName() {
        TensorRtAdapter adapter =
                ServiceLoader.load(TensorRtAdapter.class).findFirst().orElseThrow();
        TensorRtLibraries missing = new TensorRtLibraries(major, folder.resolve("nothing.so"), Optional.empty());

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> adapter.load(missing, (_, _) -> {}))
                .withMessageContaining("TensorRT cannot be loaded from " + missing.infer());
    }

    private void library(String source, String name, String... options) {
        String[] all = Stream.concat(Stream.of(options), Stream.of("-Wl,-soname," + name))
                .toArray(String[]::new);
        Gcc.library(AdapterContract.class, source, folder.resolve(name), all);
    }

    @SuppressWarnings("restricted") // A stand-in of the test's own.
    private void loadCompanion(String name) {
        library("empty.c", name);
        System.load(folder.resolve(name).toString());
    }
}
