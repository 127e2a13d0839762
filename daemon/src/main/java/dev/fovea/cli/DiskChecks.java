package dev.fovea.cli;

import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Note;
import dev.fovea.cli.Diagnosis.Well;
import dev.fovea.jetson.Disk;
import dev.fovea.jetson.Disk.Kind;
import dev.fovea.jetson.Disk.Reserve;
import java.util.Optional;

/// What the doctor says of one disk: what it is, and how worn.
final class DiskChecks {
    /// From here on a disk is replaced before it fails.
    private static final double LIFE_MAX = 0.8;

    private static final String REPLACE =
            "Back up the data folder now, and replace the disk (docs/field-guide.md, a worn card).";

    private DiskChecks() {}

    static Diagnosis of(Disk disk) {
        String subject = "disk " + disk.device();
        String what = words(disk.kind())
                + disk.model().map(model -> " " + model).orElse("") + ", "
                + Sizes.text(disk.bytes());
        if (disk.readOnly()) {
            return new Ill(subject, what + ", refuses to be written to: worn-out cards end so", REPLACE);
        }
        boolean urgent = disk.reserve().filter(Reserve.URGENT::equals).isPresent();
        if (urgent || disk.lifeUsed().orElse(0.0) >= 1) {
            return new Ill(subject, what + ", is worn out" + life(disk), REPLACE);
        }
        boolean warned = disk.reserve().filter(Reserve.WARNING::equals).isPresent();
        if (warned || disk.lifeUsed().orElse(0.0) >= LIFE_MAX) {
            return new Note(subject, what + ", is nearly worn out" + life(disk) + ". " + REPLACE);
        }
        return disk.kind() == Kind.SD_CARD
                ? new Note(
                        subject,
                        what + ": it tells nothing of its wear, and cards wear out; keep the data on another disk, or "
                                + "use a card made for endurance and back it up")
                : new Well(subject, what + life(disk));
    }

    private static String life(Disk disk) {
        Optional<Long> percent = disk.lifeUsed().map(used -> Math.round(used * 100));
        return percent.map(
                        used -> used > 100 ? ", beyond its promised life" : ", at most " + used + " % of its life used")
                .orElse("");
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case SD_CARD -> "SD card";
            case EMMC -> "eMMC";
            case NVME -> "NVMe";
            case SSD -> "solid-state disk";
            case HARD_DISK -> "hard disk";
        };
    }
}
