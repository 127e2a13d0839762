package dev.fovea.engine.tensorrt;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineContract;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.TinyNetwork;
import dev.fovea.engine.cuda.Gcc;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/// What both adapters must do, with the published glue and stand-ins for NVIDIA's libraries (`nvinfer.c`): on a
/// machine without a GPU load in order, say the version, hand on the log, and take no address for an object that
/// is none; with one build, load and run engines that keep the contract of every engine.
@Timeout(120)
public abstract class AdapterContract implements EngineContract {
    // The libraries stay open as long as the process.
    @TempDir(cleanup = CleanupMode.NEVER)
    static Path folder;

    /// What TensorRT has said since the test began.
    private static final List<String> SAID = new CopyOnWriteArrayList<>();

    private static Optional<TensorRt> loaded = Optional.empty();

    private final int major;
    private final int reported;

    protected AdapterContract(int major, int reported) {
        this.major = major;
        this.reported = reported;
    }

    /// Libraries that the glue names beside TensorRT, and that must be there before it.
    protected abstract List<String> companions();

    @BeforeEach
    void aMachineWithAGpu() {
        tensorRt();
        pretendGpu(true);
        SAID.clear();
    }

    @Override
    public EngineSource source() {
        return source(TinyNetwork.network());
    }

    @Override
    public EngineSource sourceWithDistance() {
        return source(TinyNetwork.networkWithDistance());
    }

    @Test
    void itLoadsBesideOpenCvSaysItsVersionAndSurvivesAMachineWithoutAGpu() {
        pretendGpu(false);

        assertThat(adapter().major()).isEqualTo(major);
        assertThat(tensorRt().version()).isEqualTo(TensorRtVersion.of(reported));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> tensorRt().plan(ByteBuffer.allocateDirect(8)))
                .withMessage("TensorRT gave no runtime");
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> tensorRt().build(recipe(TinyNetwork.SHAPE, ByteBuffer.allocateDirect(0))))
                .withMessage("TensorRT gave no builder");
        assertThat(SAID)
                .containsExactly(
                        "ERROR CUDA initialization failure with error: 35", "ERROR no CUDA-capable device is detected");
        try (Mat stillLoads = new Mat(2, 2, 0)) {
            assertThat(stillLoads.rows()).isEqualTo(2);
        }
    }

    @Test
    void aLibraryThatIsNotThereIsAnErrorByName() {
        TensorRtLibraries missing = new TensorRtLibraries(major, folder.resolve("nothing.so"), Optional.empty());

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> adapter().load(missing, (_, _) -> {}))
                .withMessageContaining("TensorRT cannot be loaded from " + missing.infer());
    }

    @Test
    void anEngineIsBuiltInHalfFloatsWithThePromisedOutputsAndProfilesOnly() {
        Build build = tensorRt().build(recipe(TinyNetwork.SHAPE, ByteBuffer.allocateDirect(0)));

        assertThat(build.precision()).isEqualTo(Precision.FP16);
        // 'P'; bits 1 and 2: logits and cam, not distance; bit 0: half floats, and no TensorFloat-32; 64 MiB of
        // workspace; batches of 1, and of 2 to 4.
        assertThat(bytes(build.plan())).containsExactly('P', 6, 1, 64, 1, 1, 1, 2, 4, 4);
        assertThat(new String(bytes(build.timings()), StandardCharsets.UTF_8)).isEqualTo("Timings");
    }

    @Test
    void int8IsBuiltAsTheNetworksOwnNodesSayWithHalfFloatsForTheRest() {
        Build build = tensorRt().build(recipe(TinyNetwork.SHAPE, Precision.INT8, ByteBuffer.allocateDirect(0)));

        assertThat(build.precision()).isEqualTo(Precision.INT8);
        // Bits 0 and 1: half floats and int8. No calibrator is asked for: the network has Q/DQ nodes.
        assertThat(bytes(build.plan())[2]).isEqualTo((byte) 3);
    }

    @Test
    void whatEarlierBuildsLearnedIsTakenAndWhatIsDamagedLeftAside() {
        for (String learned : List.of("Timings", "damaged")) {
            ByteBuffer timings = direct(learned.getBytes(StandardCharsets.UTF_8));

            assertThat(tensorRt()
                            .build(recipe(TinyNetwork.SHAPE, timings))
                            .plan()
                            .remaining())
                    .isEqualTo(10);
        }
    }

    @Test
    void aNetworkThatCannotBeReadIsAnErrorInTheParsersWords() {
        BuildRecipe nothing = new BuildRecipe(
                folder.resolve("nothing.onnx"),
                TinyNetwork.SHAPE,
                Precision.FP32,
                Profiles.of(List.of(), 1),
                1 << 20,
                ByteBuffer.allocateDirect(0));

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> tensorRt().build(nothing))
                .withMessage("TensorRT cannot read the network: the file cannot be opened");
    }

    @Test
    void twoEnginesOfOneSourceRunSideBySideAndEverythingIsGivenBack() {
        int before = countedThings();
        try (EngineSource source = source();
                Engine other = source.open()) {
            List<FloatBuffer> images = List.of(TinyNetwork.image(1, 0.5f, -2));
            try (Engine one = source.open()) {
                assertThat(one.run(images).getFirst().logits())
                        .isEqualTo(other.run(images).getFirst().logits());
            }
            source.open().close();
            assertThat(countedThings()).isGreaterThan(before);
        }
        assertThat(countedThings()).isEqualTo(before);
    }

    @Test
    void aPlanThatTensorRtRefusesIsAnErrorAndLeavesNothing() {
        int before = countedThings();

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> tensorRt().plan(direct(new byte[] {1, 2, 3})))
                .withMessage("TensorRT gave no engine: it refuses the file");
        assertThat(countedThings()).isEqualTo(before);
    }

    private EngineSource source(Network network) {
        Build build = tensorRt().build(recipe(network.shape(), ByteBuffer.allocateDirect(0)));
        ByteBuffer plan = direct(bytes(build.plan()));
        return TensorRtEngines.load(
                new TensorRtEngines.Parts(tensorRt(), new FakeGpu(true)), network, Precision.FP32, 4, plan::duplicate);
    }

    private static BuildRecipe recipe(NetworkShape shape, ByteBuffer timings) {
        return recipe(shape, Precision.FP16, timings);
    }

    private static BuildRecipe recipe(NetworkShape shape, Precision precision, ByteBuffer timings) {
        try {
            return new BuildRecipe(
                    Files.write(folder.resolve("network.onnx"), TinyNetwork.onnx()),
                    shape,
                    precision,
                    Profiles.of(List.of(), 4),
                    64 << 20,
                    timings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TensorRt tensorRt() {
        if (loaded.isEmpty()) {
            companions().forEach(this::loadCompanion);
            library("nvonnxparser.c", "libnvonnxparser.so." + major);
            library("nvinfer.c", "libnvinfer.so." + major, "-DVERSION=" + reported);
            TensorRtLibraries libraries =
                    TensorRtLibraries.find(major, List.of(folder)).orElseThrow();
            loaded = Optional.of(adapter().load(libraries, (level, text) -> SAID.add(level + " " + text)));
        }
        return loaded.get();
    }

    private static TensorRtAdapter adapter() {
        return ServiceLoader.load(TensorRtAdapter.class).findFirst().orElseThrow();
    }

    private void library(String source, String name, String... options) {
        String[] all = Stream.concat(Stream.of(options), Stream.of("-DMAJOR=" + major, "-Wl,-soname," + name))
                .toArray(String[]::new);
        Gcc.library(AdapterContract.class, source, folder.resolve(name), all);
    }

    @SuppressWarnings("restricted") // A stand-in of the test's own.
    private void loadCompanion(String name) {
        library("empty.c", name);
        System.load(folder.resolve(name).toString());
    }

    @SuppressWarnings("restricted") // A stand-in of the test's own.
    private void pretendGpu(boolean there) {
        try {
            Linker.nativeLinker()
                    .downcallHandle(standIn().findOrThrow("pretend_gpu"), FunctionDescriptor.ofVoid(JAVA_INT))
                    .invokeExact(there ? 1 : 0);
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    /// Runtimes, engines and executions that nobody has ended.
    @SuppressWarnings("restricted") // A stand-in of the test's own.
    private int countedThings() {
        try {
            return (int) Linker.nativeLinker()
                    .downcallHandle(standIn().findOrThrow("counted_things"), FunctionDescriptor.of(JAVA_INT))
                    .invokeExact();
        } catch (Throwable e) {
            throw new AssertionError(e);
        }
    }

    @SuppressWarnings("restricted") // A stand-in of the test's own.
    private SymbolLookup standIn() {
        return SymbolLookup.libraryLookup(folder.resolve("libnvinfer.so." + major), Arena.global());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.duplicate().get(bytes);
        return bytes;
    }

    private static ByteBuffer direct(byte[] bytes) {
        return ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    }
}
