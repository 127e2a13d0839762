package dev.fovea.jetson;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.jetson.Disk.Kind;
import dev.fovea.jetson.Disk.Reserve;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What a board holds and does not change from one reading to the next.
@Timeout(60)
class PartsTest {
    @TempDir
    private Path root;

    private Box box() {
        return new Box(root, Duration.ofSeconds(10));
    }

    @Test
    void eachLibraryIsFoundOnceUnderItsFullVersion() {
        FileTree.orinNano(root);

        assertThat(box().libraries())
                .containsExactly(
                        new Library(
                                Library.Kind.CUDA_RUNTIME,
                                "/usr/local/cuda-12.6/targets/aarch64-linux/lib/libcudart.so.12.6.68",
                                "12.6.68"),
                        new Library(
                                Library.Kind.TENSORRT, "/usr/lib/aarch64-linux-gnu/libnvinfer.so.10.3.0", "10.3.0"));
    }

    @Test
    void disksTellWhatTheyAreAndHowWorn() {
        FileTree.orinNano(root);

        assertThat(box().disks())
                .containsExactly(
                        new Disk(
                                "mmcblk0",
                                Kind.EMMC,
                                Optional.empty(),
                                30_777_344L * 512,
                                Optional.of(1.0),
                                Optional.of(Reserve.WARNING),
                                true),
                        new Disk(
                                "nvme0n1",
                                Kind.NVME,
                                Optional.of("Acme NVMe 256GB"),
                                500_118_192L * 512,
                                Optional.empty(),
                                Optional.empty(),
                                false));
    }

    @Test
    void aCardTellsNothingOfItsWear() {
        FileTree.nano(root);

        assertThat(box().disks())
                .containsExactly(new Disk(
                        "mmcblk0",
                        Kind.SD_CARD,
                        Optional.of("SN64G"),
                        125_042_688L * 512,
                        Optional.empty(),
                        Optional.empty(),
                        false));
    }

    @Test
    void aDiskThatTurnsIsAHardDisk() {
        new FileTree(root).write("sys/block/sda/size", "1000").write("sys/block/sda/queue/rotational", "1");

        assertThat(box().disks()).extracting(Disk::kind).containsExactly(Kind.HARD_DISK);
    }

    @Test
    void camerasHaveTheNameThatStays() {
        FileTree.nano(root);

        assertThat(box().cameras())
                .isEqualTo(List.of(new CameraDevice(
                        "/dev/video0",
                        Optional.of("Acme Fundus Camera"),
                        Optional.of("/dev/v4l/by-id/usb-Acme_Fundus_Camera_0001-video-index0"))));
    }

    @Test
    void aHardwareClockThatWasNeverSetIsToldFromOneThatWas(@TempDir Path other) {
        FileTree.nano(root);
        FileTree.orinNano(other);

        Timekeeping nano = box().timekeeping();
        Timekeeping orin = new Box(other, Duration.ofSeconds(10)).timekeeping();

        assertThat(nano.hardwareClockIsSet()).isFalse();
        assertThat(nano.synchronised()).isEmpty();
        assertThat(orin.hardwareClockIsSet()).isTrue();
        assertThat(orin.synchronised()).contains(true);
    }

    @Test
    void theKernelIsAskedThroughTimedatectl() {
        FileTree.nano(root)
                .program("usr/bin/timedatectl", "echo '      RTC time: n/a'; echo 'System clock synchronized: no'");

        assertThat(box().timekeeping().synchronised()).contains(false);
    }
}
