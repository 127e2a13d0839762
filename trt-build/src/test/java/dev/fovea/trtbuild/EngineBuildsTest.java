package dev.fovea.trtbuild;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.TinyBundle;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.onnx.OnnxEngines;
import dev.fovea.engine.tensorrt.BatchProfile;
import dev.fovea.engine.tensorrt.Precision;
import dev.fovea.engine.tensorrt.TensorRtEngines;
import dev.fovea.engine.tensorrt.TensorRtVersion;
import dev.fovea.trtbuild.EngineFile.Found;
import dev.fovea.trtbuild.FakeChildMain.Manner;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// However a build ends, there is a right engine or a clear reason, and never a wrong engine.
@Timeout(180)
class EngineBuildsTest {
    private static final List<BatchProfile> PROFILES = List.of(new BatchProfile(1, 1, 1), new BatchProfile(2, 4, 4));
    private static final BuildSettings SETTINGS = new BuildSettings(Duration.ofMinutes(2), 4L << 30, 0, 256L << 20);

    @TempDir
    private Path scratch;

    private EngineWish wish;
    private EngineKey key;
    private final List<BuildProgress> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void aBundle() {
        Bundle bundle = Bundle.open(TinyBundle.write(scratch.resolve("bundle"), _ -> {}));
        wish = EngineWish.of(bundle, Precision.FP16, PROFILES);
        key = key(87);
    }

    @Test
    void anEngineIsMadeComparedAndFoundAgain() throws Exception {
        EngineBuilds builds = builds(Manner.BUILD, SETTINGS);
        assertThat(builds.stored("tiny", key)).isInstanceOf(Found.Missing.class);

        BuildOutcome outcome = builds.build(wish, key, told::add);

        assertThat(outcome).isInstanceOfSatisfying(BuildOutcome.Ready.class, ready -> {
            assertThat(ready.built()).isEqualTo(Precision.FP16);
            assertThat(ready.how()).contains("have the same class");
        });
        assertThat(builds.stored(wish.task(), key)).isInstanceOf(Found.Sound.class);
        assertThat(told).extracting(BuildProgress::stage).contains(BuildStage.TUNING, BuildStage.VERIFYING);
        assertThat(told).extracting(BuildProgress::percent).contains(10, 20);
        assertThat(engines())
                .containsExactlyInAnyOrder(
                        wish.task() + ".engine", wish.task() + ".log", "timings-8.2.1-sm87.cache", "building");
    }

    @ParameterizedTest
    @CsvSource({
        "ABORT, SIGABRT",
        "DIE_UNLESS_TRTEXEC, SIGSEGV",
        "REFUSE, no HardSwish",
        "OTHER_GPU, TensorRT 8.5.2",
        "NONSENSE, does not answer as ONNX Runtime does",
        "LIE, there is no engine",
        "FULL_DISK, No space left",
        "CHATTER, said more than 16 MiB"
    })
    void aBuildThatFailsLeavesAReasonAndNoEngine(Manner manner, String reason) throws Exception {
        EngineBuilds builds = builds(manner, SETTINGS);

        assertThat(refused(builds)).contains(reason);
        assertThat(engines()).doesNotContain(wish.task() + ".engine", wish.task() + ".work");
    }

    @Test
    void theBuilderIsTheFirstThatTheKernelTakesWhenMemoryRunsOut() throws Exception {
        builds(Manner.BUILD, SETTINGS).build(wish, key, told::add);

        assertThat(scratch.resolve("engines/" + wish.task() + ".log")).content().contains("INFO oom_score_adj 1000");
    }

    @Test
    void whatABuilderStumblesOverIsNotGivenToTheNext() throws Exception {
        EngineBuilds builds = builds(Manner.CHOKE, SETTINGS);
        Files.writeString(scratch.resolve("engines/timings-8.2.1-sm87.cache"), "torn by a power cut");

        assertThat(refused(builds)).contains("SIGSEGV");
        assertThat(builds.build(wish, key, told::add)).isInstanceOf(BuildOutcome.Ready.class);
    }

    @Test
    void whatAKilledDaemonLeftBehindIsClearedAway() throws Exception {
        EngineBuilds builds = builds(Manner.BUILD, SETTINGS);
        Path left = Files.createDirectories(scratch.resolve("engines/" + wish.task() + ".work"));
        Files.writeString(left.resolve("made.engine"), "half of an engine");
        Files.writeString(left.resolve("trtexec.plan"), "half of another");

        assertThat(builds.build(wish, key, told::add)).isInstanceOf(BuildOutcome.Ready.class);
        assertThat(left).doesNotExist();
    }

    @Test
    void theBuilderEndsWithItsParent() throws Exception {
        Path work = Files.createDirectories(scratch.resolve("work"));
        Order.write(work, wish, key, SETTINGS, new Order.Places(scratch.resolve("none"), List.of()));
        List<String> command = new ArrayList<>(child(Manner.HANG));
        command.add(work.toString());
        Process process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        // As when the parent is no more.
        process.getOutputStream().close();

        assertThat(process.waitFor()).isEqualTo(ChildMain.NOT_MADE);
    }

    @Test
    void int8IsOnlyForABundleThatHasAFormForIt() {
        Bundle without = Bundle.open(scratch.resolve("bundle/tiny"));
        Bundle with = Bundle.open(TinyBundle.write(scratch.resolve("int8"), manifest -> {
            ObjectNode networks = manifest.withObject("/networks");
            networks.set("symmetric", networks.iterator().next().deepCopy());
            networks.withObject("/symmetric").put("precision", "int8");
            manifest.withObject("/engines").put(TensorRtEngines.INT8_FORM, "symmetric");
        }));

        assertThat(EngineWish.precision(without, Precision.INT8)).isEqualTo(Precision.FP16);
        assertThat(EngineWish.precision(with, Precision.INT8)).isEqualTo(Precision.INT8);
        assertThat(EngineWish.precision(with, Precision.FP16)).isEqualTo(Precision.FP16);
        assertThat(EngineWish.of(with, Precision.INT8, PROFILES).network().precision())
                .isEqualTo("int8");
        assertThat(EngineWish.of(with, Precision.FP16, PROFILES).network().precision())
                .isEqualTo("fp32");
        // What ONNX Runtime is to run in int8 is none of TensorRT's business, nor the other way round.
        assertThat(with.inPrecision(OnnxEngines.NAME, "int8")).isSameAs(with);
    }

    @Test
    void aBuildThatHangsIsStoppedInTime() throws Exception {
        BuildSettings hasty = new BuildSettings(Duration.ofSeconds(4), 4L << 30, 0, 1);

        assertThat(refused(builds(Manner.HANG, hasty))).contains("after 4 s", "tensorrt.build-time-max");
    }

    @Test
    void aBuildThatTakesTooMuchMemoryIsStopped() throws Exception {
        BuildSettings narrow = new BuildSettings(Duration.ofMinutes(2), 300L << 20, 0, 1);

        assertThat(refused(builds(Manner.EAT, narrow))).contains("more than 300 MiB", "tensorrt.build-memory-max");
    }

    @Test
    void withoutMemoryABuildDoesNotBeginAndSaysWhatToDo() throws Exception {
        Files.createDirectories(scratch.resolve("root/proc"));
        Files.writeString(
                scratch.resolve("root/proc/meminfo"),
                "MemTotal:  2000000 kB\nMemAvailable:  300000 kB\nSwapTotal: 0 kB\nSwapFree:  100000 kB\n");
        BuildSettings needy = new BuildSettings(Duration.ofMinutes(2), 4L << 30, 1L << 30, 1);

        assertThat(refused(builds(Manner.BUILD, needy))).contains("1024 MiB", "292 MiB", "97 MiB", "swapon");
    }

    @Test
    void whoeverIsKilledInTheMiddleLeavesNoEngineAndTheNextBuildMakesOne() throws Exception {
        EngineBuilds hanging = builds(Manner.HANG, SETTINGS);
        Thread builder = Thread.ofPlatform().start(() -> {
            try {
                hanging.build(wish, key, told::add);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        while (told.stream().noneMatch(now -> now.stage() == BuildStage.TUNING)) {
            Thread.onSpinWait();
        }
        assertThat(refused(builds(Manner.BUILD, SETTINGS))).contains("makes engines in the same folder already");

        builder.interrupt();
        builder.join();

        assertThat(hanging.stored(wish.task(), key)).isInstanceOf(Found.Missing.class);
        assertThat(builds(Manner.BUILD, SETTINGS).build(wish, key, told::add)).isInstanceOf(BuildOutcome.Ready.class);
    }

    @Test
    void whenOurBuilderDiesTrtexecBuildsAndItsEngineIsComparedToo() throws Exception {
        Path trtexec = scratch.resolve("root").resolve(TrtExec.JETPACK);
        Files.createDirectories(trtexec.getParent());
        Files.writeString(
                trtexec,
                "#!/bin/sh\nfor word; do case $word in --saveEngine=*) printf '\\004' >\"${word#--saveEngine=}\";;"
                        + " --fp16) touch \"$(dirname \"$0\")/half\";; esac; done\n");
        Files.setPosixFilePermissions(trtexec, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(builds(Manner.DIE_UNLESS_TRTEXEC, SETTINGS).build(wish, key, told::add))
                .isInstanceOf(BuildOutcome.Ready.class);
        assertThat(trtexec.resolveSibling("half")).exists();
    }

    @Test
    void theEngineOfAnotherGpuVersionOrSettingIsNotLoaded() throws Exception {
        EngineBuilds builds = builds(Manner.BUILD, SETTINGS);
        builds.build(wish, key, told::add);

        assertThat(unsound(builds, key(53))).contains("sm 87, not 53");
        assertThat(unsound(
                        builds,
                        new EngineKey(
                                key.network(), new TensorRtVersion(8, 5, 2), 87, "none", key.precision(), PROFILES)))
                .contains("tensorrt 8.2.1, not 8.5.2");
        assertThat(unsound(
                        builds, new EngineKey(key.network(), key.tensorRt(), 87, "35.4.1", key.precision(), PROFILES)))
                .contains("l4t none, not 35.4.1");
        assertThat(unsound(builds, new EngineKey(key.network(), key.tensorRt(), 87, "none", Precision.FP32, PROFILES)))
                .contains("precision fp16, not fp32");
    }

    @Test
    void aDamagedEngineIsNotLoaded() throws Exception {
        EngineBuilds builds = builds(Manner.BUILD, SETTINGS);
        builds.build(wish, key, told::add);
        Path engine = scratch.resolve("engines/" + wish.task() + ".engine");
        byte[] whole = Files.readAllBytes(engine);
        List<String> reasons = new ArrayList<>();
        for (int at = 0; at < whole.length; at++) {
            try (RandomAccessFile file = new RandomAccessFile(engine.toFile(), "rw")) {
                file.seek(at);
                file.write(whole[at] ^ 1);
            }
            reasons.add(unsound(builds, key));
            Files.write(engine, whole);
        }
        for (int length : new int[] {0, 10, whole.length - 1}) {
            Files.write(engine, java.util.Arrays.copyOf(whole, length));
            reasons.add(unsound(builds, key));
        }

        assertThat(reasons)
                .hasSize(whole.length + 3)
                .allSatisfy(reason -> assertThat(reason).isNotBlank());
    }

    @Test
    void aFullDiskIsAReasonAndLeavesNoEngine() throws Exception {
        Path full = Path.of("/dev/full");
        Assumptions.assumeTrue(Files.exists(full), "this system has no /dev/full");
        Path work = Files.createDirectories(scratch.resolve("work"));
        Order order = Order.write(work, wish, key, SETTINGS, new Order.Places(scratch.resolve("none"), List.of()));
        Files.createSymbolicLink(order.made(), full);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> EngineFile.write(order.made(), key, Precision.FP16, java.nio.ByteBuffer.allocate(9)))
                .withMessageContaining("No space left");
        List<BuildLine> said = new ArrayList<>();
        boolean made = new Child(order, said::add)
                .run(
                        _ -> new Child.Tools(
                                new dev.fovea.engine.tensorrt.FakeTensorRt(
                                        wish.network().shape()),
                                new dev.fovea.engine.tensorrt.FakeGpu(false)),
                        (_, _) -> {});

        assertThat(made).isFalse();
        assertThat(said.getLast()).isInstanceOfSatisfying(BuildLine.Failed.class, failed -> {
            assertThat(failed.fault()).isEqualTo(BuildLine.Fault.MACHINE);
            assertThat(failed.reason()).contains("No space left");
        });
    }

    @Test
    void aFolderThatCannotBeWrittenIsRefusedByName() throws IOException {
        Path file = Files.writeString(scratch.resolve("file"), "");

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> EngineFolder.open(file.resolve("engines")))
                .withMessageContaining("tensorrt.folder " + file.resolve("engines"));
    }

    @Test
    void twoDeathsWhileLoadingAreRememberedUntilItIsProven() {
        EngineFolder folder = EngineFolder.open(scratch.resolve("engines"));
        // A process that dies never comes back to take the mark away.
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> folder.crashMark().during(() -> {
                    assertThat(folder.crashMark().deaths()).isEqualTo(1);
                    throw new AssertionError("came back");
                }));

        assertThat(folder.crashMark().deaths()).isZero();
        assertThat(folder.crashMark()
                        .during(() -> folder.crashMark()
                                .during(() -> folder.crashMark().deaths())))
                .isEqualTo(2);
        folder.crashMark().proven();
        assertThat(folder.crashMark().deaths()).isZero();
    }

    private EngineKey key(int sm) {
        return new EngineKey(wish.hash(), new TensorRtVersion(8, 2, 1), sm, "none", Precision.FP16, PROFILES);
    }

    private String refused(EngineBuilds builds) throws InterruptedException {
        return ((BuildOutcome.Refused) builds.build(wish, key, told::add)).reason();
    }

    private String unsound(EngineBuilds builds, EngineKey other) {
        return ((Found.Unsound) builds.stored(wish.task(), other)).reason();
    }

    private List<String> engines() throws IOException {
        try (var files = Files.list(scratch.resolve("engines"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /// The machine's memory is this one's unless the test has written down another.
    private EngineBuilds builds(Manner manner, BuildSettings settings) {
        Path root = manner == Manner.BUILD || manner == Manner.DIE_UNLESS_TRTEXEC
                ? Files.exists(scratch.resolve("root")) ? scratch.resolve("root") : Path.of("/")
                : Path.of("/");
        return new EngineBuilds(
                EngineFolder.open(scratch.resolve("engines")),
                settings,
                new EngineBuilds.Surroundings(child(manner), List.of(), root, System::nanoTime));
    }

    private static List<String> child(Manner manner) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx600m",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                FakeChildMain.class.getName(),
                manner.name());
    }
}
