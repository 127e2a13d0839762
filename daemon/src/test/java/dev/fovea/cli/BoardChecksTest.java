package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Note;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.jetson.Box;
import dev.fovea.jetson.FileTree;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BoardChecksTest {
    @TempDir
    private Path root;

    private List<Diagnosis> lines() {
        return BoardChecks.of(new Box(root, Duration.ofSeconds(5)), Instant.parse("2026-11-22T10:00:00Z"));
    }

    private Diagnosis line(String subject) {
        List<Diagnosis> found =
                lines().stream().filter(line -> line.subject().equals(subject)).toList();
        assertThat(found).as(subject).hasSize(1);
        return found.getFirst();
    }

    private static String text(Diagnosis line) {
        return line.lines().stream().collect(Collectors.joining("\n"));
    }

    @Test
    void aNanoIsDescribedLineByLine() {
        FileTree.nano(root);

        assertThat(lines().stream().map(Diagnosis::subject))
                .containsExactly(
                        "board",
                        "JetPack",
                        "CUDA",
                        "TensorRT",
                        "power mode",
                        "clocks",
                        "swap",
                        "disk mmcblk0",
                        "camera devices",
                        "hardware clock",
                        "heat");
        assertThat(line("JetPack")).isEqualTo(new Well("JetPack", "JetPack 4.6.4 (L4T 32.7.4)"));
        assertThat(text(line("TensorRT"))).contains("8.2.1 at /usr/lib/aarch64-linux-gnu/libnvinfer.so.8.2.1");
        assertThat(text(line("camera devices")))
                .contains("/dev/v4l/by-id/usb-Acme_Fundus_Camera_0001-video-index0 (Acme Fundus Camera)");
        assertThat(line("power mode")).isEqualTo(new Well("power mode", "MAXN"));
    }

    @Test
    void theFirstRelease46IsTooOldAndSaysWhatToDo() {
        FileTree.nano(root).write("etc/nv_tegra_release", "# R32 (release), REVISION: 6.1, BOARD: t210ref");

        assertThat(line("JetPack")).isInstanceOf(Ill.class);
        assertThat(text(line("JetPack"))).contains("TensorRT 8.0").contains("Upgrade to JetPack 4.6.1");
    }

    @Test
    void whatHoldsTheBoardBackIsSaid() {
        FileTree.nano(root).write("var/lib/nvpmodel/status", "pmode:0001");

        assertThat(line("power mode")).isInstanceOf(Note.class);
        assertThat(text(line("power mode"))).contains("5W").contains("sudo nvpmodel -m");
        assertThat(text(line("clocks"))).contains("sudo jetson_clocks");
    }

    @Test
    void librariesThatAreMissingAreNamed() {
        FileTree.nano(root)
                .without("usr/lib/aarch64-linux-gnu/libnvinfer.so.8")
                .without("usr/lib/aarch64-linux-gnu/libnvinfer.so.8.2.1");

        assertThat(line("TensorRT")).isInstanceOf(Note.class);
        assertThat(text(line("TensorRT"))).contains("no libnvinfer").contains("nvidia-jetpack");
    }

    @Test
    void aDiskThatIsWornOutOrLockedIsAFault() {
        FileTree tree = FileTree.orinNano(root);
        assertThat(text(line("disk mmcblk0")))
                .contains("refuses to be written to")
                .contains("Back up");

        tree.write("sys/block/mmcblk0/ro", "0");
        assertThat(text(line("disk mmcblk0"))).startsWith("FAULT").contains("worn out, at most 100 % of its life");

        tree.write("sys/block/mmcblk0/device/life_time", "0x03 0x02");
        assertThat(text(line("disk mmcblk0"))).startsWith("note").contains("nearly worn out");

        tree.write("sys/block/mmcblk0/device/pre_eol_info", "0x01");
        assertThat(text(line("disk mmcblk0"))).startsWith("ok").contains("at most 30 % of its life used");
        assertThat(text(line("disk nvme0n1"))).startsWith("ok").contains("NVMe Acme NVMe 256GB, 238.5 GiB");
    }

    @Test
    void aCardThatTellsNothingOfItsWearIsWorthAWord() {
        FileTree.nano(root);

        assertThat(line("disk mmcblk0")).isInstanceOf(Note.class);
    }

    @Test
    void aClockThatNobodyKeepsIsAFaultUnlessTheNetworkDoes() {
        FileTree tree = FileTree.nano(root);
        assertThat(line("hardware clock")).isInstanceOf(Ill.class);

        tree.write("run/systemd/timesync/synchronized", "");

        assertThat(line("network time")).isInstanceOf(Well.class);
        assertThat(line("hardware clock")).isInstanceOf(Note.class);
    }

    @Test
    void littleMemoryWithoutRoomOnADiskIsSaidOnAJetson() {
        FileTree.nano(root).write("proc/swaps", "Filename Type Size Used Priority\n/dev/zram0 partition 507408 0 5");

        assertThat(text(line("swap")))
                .startsWith("note")
                .contains("0.5 GiB compressed in memory")
                .contains("swap file");
    }

    @Test
    void whatATechnicianShouldKnowIsALineOfItsOwn() {
        FileTree.orinNano(root);

        assertThat(text(line("box")))
                .startsWith("FAULT")
                .contains("it runs at half speed")
                .contains("-> ");
    }

    @Test
    void aPlainComputerHasNoLinesOfAJetson() {
        new FileTree(root).write("proc/meminfo", "MemTotal: 16000000 kB\nMemAvailable: 9000000 kB");

        assertThat(lines().stream().map(Diagnosis::subject)).containsExactly("board", "swap", "camera devices", "heat");
        assertThat(lines()).noneMatch(Ill.class::isInstance);
    }
}
