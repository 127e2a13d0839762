package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.bundle.TinyBundle;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.TinyNetwork;
import dev.fovea.engine.tensorrt.FakeGpu;
import dev.fovea.engine.tensorrt.FakeTensorRt;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.model.Laterality;
import dev.fovea.publish.metrics.Meters;
import dev.fovea.scheduler.Ticker;
import dev.fovea.trtbuild.EngineBuilds;
import dev.fovea.trtbuild.FakeChildMain;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The whole daemon on a machine with a GPU made of Java: it answers from its first moment on, whatever becomes
/// of the
/// GPU, and says what answered.
@Timeout(180)
class AccelerationTest {
    private static final byte[] EYE = DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(640, 480);

    @TempDir
    private Path folder;

    private final FakeGpu gpu = new FakeGpu(true);
    private final FakeTensorRt tensorRt = new FakeTensorRt(TinyNetwork.SHAPE_WITH_DISTANCE);
    private final CountDownLatch looked = new CountDownLatch(1);
    private final HttpClient client = HttpClient.newHttpClient();
    private int exams;

    @BeforeEach
    void aModel() throws Exception {
        Path bundle = TinyBundle.write(folder.resolve("scratch"), _ -> {});
        Files.move(bundle, Files.createDirectory(folder.resolve("models")).resolve("eyes2"));
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void theCpuAnswersUntilTheEngineIsMadeAndTheGpuThenAndAfterARestartAtOnce() throws Exception {
        try (Daemon daemon = start("BUILD", "auto")) {
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");
            assertThat(status(daemon).at("/accelerator/state").asText()).isEqualTo("looking");
            looked.countDown();

            await(daemon, "serving");

            assertThat(engine(daemon)).isEqualTo("tensorrt fp16");
            assertThat(status(daemon).at("/accelerator/name").asText()).isEqualTo("a GPU made of Java");
            assertThat(status(daemon).at("/models/0/engine").asText()).isEqualTo("tensorrt");
            assertThat(get(daemon, "/metrics")).contains("fovea_tensorrt_serving{task=\"eyes2\"} 1.0");
        }
        try (Daemon daemon = start("ABORT", "auto")) {
            await(daemon, "serving");

            assertThat(engine(daemon)).isEqualTo("tensorrt fp16");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "another GPU's,        sm 87,          sm 53",
        "another version's,    tensorrt 8.2.1, tensorrt 8.5.2",
        "no engine,            FOVEA-ENGINE 1, something else",
        "damaged,              sha256 ,        sha256 0"
    })
    void anEngineThatIsNotTheRightOneIsMadeAnew(String what, String right, String wrong) throws Exception {
        looked.countDown();
        Path stored = folder.resolve("data/engines/eyes2.engine");
        try (Daemon daemon = start("BUILD", "auto")) {
            await(daemon, "serving");
        }
        byte[] made = Files.readAllBytes(stored);
        String text = new String(made, StandardCharsets.ISO_8859_1);
        Files.writeString(stored, text.replace(right, wrong), StandardCharsets.ISO_8859_1);

        try (Daemon daemon = start("BUILD", "auto")) {
            await(daemon, "serving");

            assertThat(engine(daemon)).as(what).isEqualTo("tensorrt fp16");
            assertThat(stored).hasBinaryContent(made);
        }
    }

    @Test
    void whenTheGpuFailsTheCpuTakesOverAndNothingIsLost() throws Exception {
        looked.countDown();
        try (Daemon daemon = start("BUILD", "auto")) {
            await(daemon, "serving");

            gpu.breakDown("the GPU's work failed: unspecified launch failure (CUDA status 719)");
            String answered = engine(daemon);
            await(daemon, "failed");

            assertThat(answered).isEqualTo("onnxruntime-cpu fp32");
            assertThat(status(daemon).at("/accelerator/tasks/0/reason").asText())
                    .contains("the CPU took over", "719");
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");
            assertThat(status(daemon).path("ready").asBoolean()).isTrue();
            assertThat(get(daemon, "/metrics")).contains("fovea_tensorrt_failed{task=\"eyes2\"} 1.0");
        }
    }

    @ParameterizedTest
    @CsvSource({"ABORT, SIGABRT", "FULL_DISK, No space left", "NONSENSE, does not answer as ONNX Runtime does"})
    void aBuilderThatFailsLeavesTheCpuServingWithTheReason(String manner, String reason) throws Exception {
        looked.countDown();
        try (Daemon daemon = start(manner, "auto")) {
            await(daemon, "failed");

            assertThat(status(daemon).at("/accelerator/tasks/0/reason").asText())
                    .contains(reason);
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");
            assertThat(folder.resolve("data/engines/eyes2.engine")).doesNotExist();
        }
    }

    @Test
    void aBuilderThatIsKilledLeavesTheCpuServingAndTheNextStartMakesTheEngine() throws Exception {
        looked.countDown();
        try (Daemon daemon = start("HANG", "auto")) {
            await(daemon, "building");
            while (builder().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");

            builder().forEach(ProcessHandle::destroyForcibly);
            await(daemon, "failed");

            assertThat(status(daemon).at("/accelerator/tasks/0/reason").asText())
                    .contains("SIGKILL");
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");
        }
        try (Daemon daemon = start("BUILD", "auto")) {
            await(daemon, "serving");

            assertThat(engine(daemon)).isEqualTo("tensorrt fp16");
        }
    }

    @Test
    void anErrorOfOurOwnOnTheWayToTheGpuIsThatTasksAlone() throws Exception {
        looked.countDown();
        tensorRt.refuse(new IllegalStateException("nobody has thought of this"));
        try (Daemon daemon = start("BUILD", "auto")) {
            await(daemon, "failed");

            assertThat(status(daemon).at("/accelerator/state").asText()).isEqualTo("present");
            assertThat(status(daemon).at("/accelerator/tasks/0/reason").asText())
                    .contains("nobody has thought of this");
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cuda", "tensorrt"})
    void onnxRuntimeWithoutTheProviderThatIsSetAnswersOnTheCpu(String provider) throws Exception {
        Properties texts = texts("off");
        texts.setProperty("models.provider", provider);
        try (Daemon daemon = Daemon.start(DaemonConfig.from(new Settings(texts)))) {
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");
        }
    }

    @Test
    void aProgramThatDiedTwiceWhileItLoadedTensorRtDoesNotLoadItAThirdTime() throws Exception {
        looked.countDown();
        Files.createDirectories(folder.resolve("data/engines"));
        Files.writeString(folder.resolve("data/engines/loading"), "2\n");

        try (Daemon daemon = start("BUILD", "auto")) {
            JsonNode status = status(daemon);
            while (!status.at("/accelerator/state").asText().equals("absent")) {
                Thread.onSpinWait();
                status = status(daemon);
            }

            assertThat(status.at("/accelerator/reason").asText()).contains("died 2 times");
            assertThat(engine(daemon)).isEqualTo("onnxruntime-cpu fp32");
        }
    }

    @Test
    void aGpuThatIsRequiredAndNotThereStopsTheStartWithTheReason() {
        DaemonConfig config = config("required");
        Engines engines = new Engines(
                config,
                () -> new GpuMachine.Find.None("there is no CUDA runtime on this machine"),
                around("BUILD"),
                (_, _) -> dev.fovea.instances.InstanceMetrics.NONE,
                Ticker.SYSTEM);

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Daemon.start(
                        config, engines, new Meters("1", System::nanoTime), Ticker.SYSTEM, InstantSource.system()))
                .withMessage("tensorrt.mode is required, but there is no CUDA runtime on this machine");
    }

    @Test
    void aFolderForEnginesThatCannotBeWrittenStopsTheStartByName() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Properties texts = texts("auto");
        texts.setProperty("tensorrt.folder", file.resolve("engines").toString());

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> Daemon.start(DaemonConfig.from(new Settings(texts))))
                .withMessageContaining("tensorrt.folder " + file.resolve("engines"));
    }

    private Daemon start(String manner, String mode) {
        DaemonConfig config = config(mode);
        Meters meters = new Meters("1", System::nanoTime);
        TensorRtEngines.Parts parts = new TensorRtEngines.Parts(tensorRt, gpu);
        GpuMachine machine = () -> {
            awaitLook();
            return new GpuMachine.Find.Some("a GPU made of Java", () -> parts);
        };
        Engines engines = new Engines(config, machine, around(manner), meters::instances, Ticker.SYSTEM);
        return Daemon.start(config, engines, meters, Ticker.SYSTEM, InstantSource.system());
    }

    /// The processes of this one.
    private static List<ProcessHandle> builder() {
        return ProcessHandle.current().children().toList();
    }

    private void awaitLook() {
        try {
            looked.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private EngineBuilds.Surroundings around(String manner) {
        List<String> child = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FakeChildMain.class.getName(),
                manner);
        return new EngineBuilds.Surroundings(child, List.of(), Path.of("/"), System::nanoTime);
    }

    private DaemonConfig config(String mode) {
        return DaemonConfig.from(new Settings(texts(mode)));
    }

    private Properties texts(String mode) {
        Properties texts = new Properties();
        texts.setProperty("http.port", "0");
        texts.setProperty("data.folder", folder.resolve("data").toString());
        texts.setProperty("models.tasks", "eyes2");
        texts.setProperty("models.folder", folder.resolve("models").toString());
        texts.setProperty("models.unsigned-allowed", "true");
        texts.setProperty("instances.self-test-every", "200ms");
        texts.setProperty("spool.live-wait-max", "1min");
        texts.setProperty("tensorrt.mode", mode);
        texts.setProperty("tensorrt.fallback-after", "300ms");
        texts.setProperty("tensorrt.build-memory-min", "1MiB");
        return texts;
    }

    /// What answers a photograph now.
    private String engine(Daemon daemon) throws Exception {
        exams++;
        HttpRequest request = HttpRequest.newBuilder(
                        uri(daemon, "/v1/captures?wait=30s&source=drawing&laterality=OD&exam=E" + exams))
                .POST(BodyPublishers.ofByteArray(EYE))
                .build();
        JsonNode model = new ObjectMapper()
                .readTree(client.send(request, BodyHandlers.ofString()).body())
                .at("/result/model");
        return model.path("engine").asText() + " " + model.path("precision").asText();
    }

    private void await(Daemon daemon, String state) throws Exception {
        while (!status(daemon).at("/accelerator/tasks/0/state").asText().equals(state)) {
            Thread.onSpinWait();
        }
    }

    private JsonNode status(Daemon daemon) throws Exception {
        return new ObjectMapper().readTree(get(daemon, "/v1/status"));
    }

    private String get(Daemon daemon, String path) throws Exception {
        return client.send(HttpRequest.newBuilder(uri(daemon, path)).build(), BodyHandlers.ofString())
                .body();
    }

    private static URI uri(Daemon daemon, String path) {
        return URI.create("http://127.0.0.1:" + daemon.port() + path);
    }
}
