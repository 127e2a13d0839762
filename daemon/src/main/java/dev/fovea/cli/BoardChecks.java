package dev.fovea.cli;

import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Note;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.jetson.Board;
import dev.fovea.jetson.Box;
import dev.fovea.jetson.BoxSnapshot;
import dev.fovea.jetson.CameraDevice;
import dev.fovea.jetson.Library;
import dev.fovea.jetson.Memory;
import dev.fovea.jetson.PowerMode;
import dev.fovea.jetson.Release;
import dev.fovea.jetson.Temperature;
import dev.fovea.jetson.Timekeeping;
import dev.fovea.jetson.Warning;
import dev.fovea.jetson.Warnings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the doctor says of the machine under the program: board, power, clocks, swap, time, cameras, heat.
final class BoardChecks {
    /// Below this a Jetson needs swap to build an engine.
    private static final long MEMORY_AMPLE = 6L << 30;

    private BoardChecks() {}

    static List<Diagnosis> of(Box box, Instant now) {
        BoxSnapshot snapshot = box.snapshot(now);
        List<Diagnosis> lines = new ArrayList<>();
        lines.add(board(box));
        if (box.board().isPresent()) {
            lines.add(release(box.release()));
            lines.addAll(libraries(box.libraries()));
            lines.add(powerMode(snapshot.powerMode()));
            snapshot.clocksPinned().map(BoardChecks::clocks).ifPresent(lines::add);
        }
        snapshot.memory().map(memory -> swap(memory, box.board().isPresent())).ifPresent(lines::add);
        box.disks().forEach(disk -> lines.add(DiskChecks.of(disk)));
        lines.add(cameras(box.cameras()));
        lines.addAll(time(box.timekeeping()));
        lines.add(heat(snapshot));
        Warnings.of(snapshot, Optional.empty()).forEach(warning -> lines.add(warning(warning)));
        return lines;
    }

    private static Diagnosis board(Box box) {
        return box.board()
                .<Diagnosis>map(board -> new Well("board", described(board)))
                .orElseGet(() -> new Well("board", "no Jetson; photographs are graded on the processor"));
    }

    private static String described(Board board) {
        return board.model()
                + board.module().map(module -> ", module " + module).orElse("")
                + board.computeCapability()
                        .map(level -> ", compute capability " + level)
                        .orElse("");
    }

    private static Diagnosis release(Optional<Release> release) {
        if (release.isEmpty()) {
            return new Note("JetPack", "neither /etc/nv_tegra_release nor the package nvidia-l4t-core says which");
        }
        String name = release.get().jetPack().map(known -> "JetPack " + known).orElse("an unknown JetPack") + " (L4T "
                + release.get().l4t() + ")";
        return release.get().jetPack().filter("4.6"::equals).isPresent()
                ? new Ill(
                        "JetPack",
                        name + " brings TensorRT 8.0, and 8.2 is needed",
                        "Upgrade to JetPack 4.6.1 or later (docs/jetson.md, step 1).")
                : new Well("JetPack", name);
    }

    /// Whether they lie there; whether they work, the lines on the engine say.
    private static List<Diagnosis> libraries(List<Library> libraries) {
        return List.of(
                library("CUDA", Library.Kind.CUDA_RUNTIME, "libcudart", libraries),
                library("TensorRT", Library.Kind.TENSORRT, "libnvinfer", libraries));
    }

    private static Diagnosis library(String subject, Library.Kind kind, String name, List<Library> libraries) {
        List<Library> found =
                libraries.stream().filter(library -> library.kind() == kind).toList();
        return found.isEmpty()
                ? new Note(
                        subject,
                        "no " + name + " lies on the disk, so photographs are graded on the processor; JetPack's "
                                + "packages bring it (sudo apt-get install nvidia-jetpack, with the network)")
                : new Well(
                        subject,
                        found.stream()
                                .map(library -> library.version() + " at " + library.file())
                                .collect(Collectors.joining("; ")));
    }

    private static Diagnosis powerMode(Optional<PowerMode> mode) {
        if (mode.isEmpty()) {
            return new Note("power mode", "unknown; sudo nvpmodel -q shows it");
        }
        boolean full = mode.get().text().toUpperCase(Locale.ROOT).startsWith("MAXN");
        return full
                ? new Well("power mode", mode.get().text())
                : new Note(
                        "power mode",
                        mode.get().text() + " holds the board back to save power; with a strong supply and a fan "
                                + "choose MAXN (grep POWER_MODEL /etc/nvpmodel.conf, then sudo nvpmodel -m NUMBER)");
    }

    private static Diagnosis clocks(boolean pinned) {
        return pinned
                ? new Well("clocks", "held at their fastest")
                : new Note(
                        "clocks",
                        "they follow the load, which saves power; a first photograph takes longer. sudo jetson_clocks "
                                + "holds them at their fastest until the next start");
    }

    private static Diagnosis swap(Memory memory, boolean jetson) {
        Memory.Swap disk = memory.swap(false);
        Memory.Swap compressed = memory.swap(true);
        String has = Sizes.text(compressed.total()) + " compressed in memory (zram), " + Sizes.text(disk.total())
                + " on a disk";
        if (disk.used() > 0) {
            return new Note("swap", has + ", of which " + Sizes.text(disk.used()) + " is used: it wears a card");
        }
        return jetson && memory.total() < MEMORY_AMPLE && disk.total() == 0
                ? new Note(
                        "swap",
                        has + ": an engine build on this board may run out of memory; docs/jetson.md, step 3, adds a "
                                + "swap file")
                : new Well("swap", has);
    }

    private static Diagnosis cameras(List<CameraDevice> cameras) {
        return cameras.isEmpty()
                ? new Note("camera devices", "none is plugged in; photographs may still come by file or network")
                : new Well(
                        "camera devices",
                        cameras.stream()
                                .map(camera -> camera.stable().orElse(camera.device())
                                        + camera.name()
                                                .map(name -> " (" + name + ")")
                                                .orElse(""))
                                .collect(Collectors.joining("; ")));
    }

    private static List<Diagnosis> time(Timekeeping time) {
        List<Diagnosis> lines = new ArrayList<>();
        boolean synchronised = time.synchronised().orElse(false);
        time.synchronised()
                .map(yes -> yes
                        ? new Well("network time", "the clock follows it")
                        : new Note(
                                "network time",
                                "the clock follows none, which is usual without a network: compare it with a watch"))
                .ifPresent(lines::add);
        if (time.hardwareClock().isPresent()) {
            lines.add(time.hardwareClockIsSet() ? new Well("hardware clock", "set") : hardwareClockLost(synchronised));
        }
        return lines;
    }

    private static Diagnosis hardwareClockLost(boolean synchronised) {
        String why = "it was never set or its battery is empty: after a power cut the date is wrong";
        String fix = "Set it with sudo hwclock -w once the clock is right; fit its battery if it forgets again.";
        return synchronised ? new Note("hardware clock", why + ". " + fix) : new Ill("hardware clock", why, fix);
    }

    private static Diagnosis heat(BoxSnapshot box) {
        return box.hottest()
                .<Diagnosis>map(place -> new Well("heat", described(place)))
                .orElseGet(() -> new Note("heat", "this machine tells no temperature"));
    }

    private static String described(Temperature place) {
        return String.format(Locale.ROOT, "%.0f °C at the warmest place (%s)", place.celsius(), place.zone())
                + place.limit()
                        .map(limit -> String.format(Locale.ROOT, ", limit %.0f °C", limit))
                        .orElse("");
    }

    private static Diagnosis warning(Warning warning) {
        return warning.kind().grave()
                ? new Ill("box", warning.words(), warning.advice())
                : new Note("box", warning.words() + " " + warning.advice());
    }
}
