package dev.fovea.jetson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.jetson.Throttling.Event;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BoxTest {
    static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
    private static final Duration TOOL_MAX = Duration.ofSeconds(10);

    @TempDir
    private Path root;

    private Box box() {
        return new Box(root, TOOL_MAX);
    }

    private BoxSnapshot snapshot() {
        return box().snapshot(NOW);
    }

    @Test
    void aNanoIsKnownByItsDeviceTree() {
        FileTree.nano(root);

        Board board = snapshot().board().orElseThrow();

        assertThat(board)
                .isEqualTo(new Board(
                        "NVIDIA Jetson Nano Developer Kit",
                        Board.Family.NANO,
                        Optional.of("p3448-0000"),
                        Optional.of("5.3")));
        assertThat(box().release()).contains(new Release(32, "7.4"));
        assertThat(box().release().flatMap(Release::jetPack)).contains("4.6.4");
    }

    @Test
    void anOrinNanoIsKnownByItsDeviceTree() {
        FileTree.orinNano(root);

        Board board = snapshot().board().orElseThrow();

        assertThat(board.family()).isEqualTo(Board.Family.ORIN_NANO);
        assertThat(board.module()).contains("p3767-0005");
        assertThat(board.computeCapability()).contains("8.7");
        assertThat(box().release().flatMap(Release::jetPack)).contains("6.2.1");
    }

    @Test
    void temperaturesLeaveOutWhatIsNotMeasuredAndWhatIsOff() {
        FileTree.nano(root);

        assertThat(snapshot().temperatures())
                .extracting(Temperature::zone)
                .containsExactly("AO-therm", "CPU-therm", "GPU-therm", "PLL-therm", "thermal-fan-est");
        assertThat(snapshot().temperatures())
                .contains(new Temperature("CPU-therm", 29, Optional.of(97.0)))
                .contains(new Temperature("thermal-fan-est", 28.75, Optional.empty()));
    }

    @Test
    void aZoneThatIsAlsoAMonitorCountsOnce() {
        FileTree.orinNano(root);

        assertThat(snapshot().temperatures())
                .extracting(Temperature::zone)
                .containsExactly("cpu-thermal", "gpu-thermal", "soc0-thermal", "tj-thermal", "nvme Composite");
    }

    @Test
    void railsAreReadInBothLayouts(@TempDir Path other) {
        FileTree.nano(root);
        FileTree.orinNano(other);

        assertThat(snapshot().input())
                .contains(new Rail("POM_5V_IN", Optional.of(5104L), Optional.of(360L), Optional.of(1838L), false));
        assertThat(new Box(other, TOOL_MAX).snapshot(NOW).rails())
                .containsExactly(
                        new Rail("VDD_IN", Optional.of(4984L), Optional.of(2880L), Optional.of(14_353L), false),
                        new Rail("VDD_CPU_GPU_CV", Optional.of(4976L), Optional.of(1200L), Optional.of(5971L), false),
                        new Rail("VDD_SOC", Optional.of(4976L), Optional.of(480L), Optional.of(2388L), false));
    }

    @Test
    void graphicsProcessorAndMemoryControllerTellLoadAndClock() {
        FileTree.nano(root);

        Processor gpu = snapshot().gpu().orElseThrow();
        Processor memory = snapshot().memoryController().orElseThrow();

        assertThat(gpu.load()).contains(0.137);
        assertThat(gpu.clock().map(Clock::current)).contains(76_800_000L);
        assertThat(memory.load().orElseThrow()).isCloseTo(0.05, within(1e-9));
        assertThat(memory.clock().flatMap(Clock::max)).contains(1_600_000_000L);
    }

    @Test
    void onAnOrinTheLoadLiesBesideTheClock() {
        FileTree.orinNano(root);

        assertThat(snapshot().gpu().flatMap(Processor::load)).contains(0.994);
        assertThat(snapshot().memoryController())
                .as("root's alone, and not in this tree")
                .isEmpty();
    }

    @Test
    void coresTellClockAndAfterASecondReadingLoad() {
        FileTree tree = FileTree.nano(root);
        Box box = box();

        BoxSnapshot first = box.snapshot(NOW);
        tree.write("proc/stat", "cpu0 1090 0 250 3760 0 0 0 0 0 0\ncpu1 1000 0 250 3850 0 0 0 0 0 0");
        BoxSnapshot second = box.snapshot(NOW);

        assertThat(first.cpuLoad()).isEmpty();
        assertThat(second.cores().getFirst().load()).contains(0.9);
        assertThat(second.cpuLoad().orElseThrow()).isCloseTo(0.45, within(1e-9));
        assertThat(second.cores().get(3)).isEqualTo(new Core(3, false, Optional.empty(), Optional.empty()));
        assertThat(second.speed()).contains(1.0);
    }

    @Test
    void aFanIsOneHoweverManyDevicesItHas() {
        FileTree.orinNano(root);

        assertThat(snapshot().fans()).containsExactly(new Fan("pwmfan", Optional.of(1.0), Optional.of(5890L)));
    }

    @Test
    void theNanosFanTellsBoth() {
        FileTree.nano(root);

        Fan fan = snapshot().fans().getFirst();

        assertThat(fan.duty().orElseThrow()).isCloseTo(80 / 255.0, within(1e-9));
        assertThat(fan.rpm()).contains(1980L);
    }

    @Test
    void thePowerModeHasItsName(@TempDir Path other) {
        FileTree.nano(root);
        FileTree.orinNano(other);

        assertThat(snapshot().powerMode()).contains(new PowerMode(0, Optional.of("MAXN")));
        assertThat(new Box(other, TOOL_MAX).snapshot(NOW).powerMode()).contains(new PowerMode(1, Optional.of("25W")));
    }

    @Test
    void clocksArePinnedWhenNoneMayChange() {
        FileTree tree = FileTree.nano(root);
        assertThat(snapshot().clocksPinned()).contains(false);

        for (int core = 0; core < 3; core++) {
            tree.write("sys/devices/system/cpu/cpu" + core + "/cpufreq/scaling_min_freq", "1479000");
        }
        tree.write("sys/class/devfreq/57000000.gpu/min_freq", "921600000");

        assertThat(snapshot().clocksPinned()).contains(true);
    }

    @Test
    void memoryTellsSwapOnDiskFromCompressedMemory() {
        FileTree.nano(root);

        Memory memory = snapshot().memory().orElseThrow();

        assertThat(memory.total()).isEqualTo(4_059_292L << 10);
        assertThat(memory.swap(true)).isEqualTo(new Memory.Swap("zram", true, 1_014_816L << 10, 1024L << 10));
        assertThat(memory.swap(false)).isEqualTo(new Memory.Swap("disk", false, 4_194_300L << 10, 2048L << 10));
        assertThat(memory.swappedPages()).contains(300L);
    }

    @Test
    void throttlingNamesWhatIsSlowedDownAndCountsWhatTheSupplyDid() {
        FileTree.orinNano(root);

        assertThat(snapshot().throttling().heat()).containsExactly("cpufreq-cpu0");
        assertThat(snapshot().throttling().events())
                .isEqualTo(Map.of(
                        Event.UNDER_VOLTAGE, 0L,
                        Event.AVERAGE_OVER_CURRENT, 15L,
                        Event.INSTANTANEOUS_OVER_CURRENT, 37L));
    }

    @Test
    void aMachineWithoutFilesIsSilent() {
        assertThat(snapshot()).isEqualTo(BoxSnapshot.silent(NOW));
    }

    @Test
    void thisVeryMachineCanBeRead() {
        BoxSnapshot here = new Box(Path.of("/"), TOOL_MAX).snapshot(NOW);

        assertThat(here.memory()).isPresent();
    }

    @Test
    void tegrastatsIsAskedWhereFilesAreShut() {
        FileTree.nano(root)
                .without("sys/devices/gpu.0/load")
                .program("usr/bin/tegrastats", "echo 'RAM 1/2MB GR3D_FREQ 42%@76 POM_5V_IN 9/9'; exec sleep 30");

        BoxSnapshot snapshot = snapshot();

        assertThat(snapshot.gpu().flatMap(Processor::load)).contains(0.42);
        assertThat(snapshot.gpu().flatMap(Processor::clock).flatMap(Clock::max))
                .as("the clock's file tells more")
                .contains(921_600_000L);
        assertThat(snapshot.input().flatMap(Rail::milliwatts)).contains(1838L);
    }

    @Test
    void aToolThatHangsIsEnded() {
        FileTree.nano(root).without("sys/devices/gpu.0/load").program("usr/bin/tegrastats", "exec sleep 1000");

        BoxSnapshot snapshot = new Box(root, Duration.ofMillis(200)).snapshot(NOW);

        assertThat(snapshot.gpu().flatMap(Processor::load)).isEmpty();
    }

    @Test
    void nvpmodelIsAskedWhereItsFileIsShut() {
        FileTree.nano(root)
                .without("var/lib/nvpmodel/status")
                .program("usr/sbin/nvpmodel", "echo 'NV Power Mode: 5W'; echo 1");

        assertThat(snapshot().powerMode()).contains(new PowerMode(1, Optional.of("5W")));
    }

    @Test
    void noToolIsStartedOnAMachineThatIsNoJetson() {
        new FileTree(root).program("usr/bin/tegrastats", "echo 'GR3D_FREQ 42%'");

        assertThat(snapshot().gpu()).isEmpty();
    }

    @Test
    void theReleaseIsAlsoInTheListOfPackages() {
        FileTree.nano(root).without("etc/nv_tegra_release").write("var/lib/dpkg/status", """
                        Package: bash
                        Version: 5.0-1

                        Package: nvidia-l4t-core
                        Status: install ok installed
                        Version: 32.7.6-20241104234540
                        """);

        assertThat(box().release().flatMap(Release::jetPack)).contains("4.6.6");
    }

    @Test
    void anUnknownReleaseStillTellsItsGeneration() {
        assertThat(new Release(36, "9.9").jetPack()).contains("6");
        assertThat(new Release(36, "4.0").jetPack()).contains("6.1");
        assertThat(new Release(99, "1").jetPack()).isEmpty();
    }
}
