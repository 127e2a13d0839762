package dev.fovea.jetson;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A disk, and what it tells of its own wear.
///
/// @param device such as mmcblk0
/// @param model as its maker calls it
/// @param bytes its size
/// @param lifeUsed at most this share of its life is used up, in tenths: 0.1 to 1.0, and 1.1 beyond; eMMC tells it
/// @param readOnly whether the kernel refuses to write to it: worn-out cards end so
public record Disk(
        String device,
        Kind kind,
        Optional<String> model,
        long bytes,
        Optional<Double> lifeUsed,
        Optional<Reserve> reserve,
        boolean readOnly) {
    /// What it is made of.
    public enum Kind {
        SD_CARD,
        EMMC,
        NVME,
        SSD,
        HARD_DISK
    }

    /// What an eMMC says of its spare blocks (JEDEC 5.0, PRE_EOL_INFO): four fifths of them are used at the
    /// warning, nine tenths when it is urgent.
    public enum Reserve {
        NORMAL,
        WARNING,
        URGENT
    }

    private static final Pattern NAME = Pattern.compile("mmcblk\\d{1,2}|nvme\\d{1,2}n\\d{1,2}|sd[a-z]{1,2}|vd[a-z]");
    private static final Pattern LIFE = Pattern.compile("0x([0-9a-fA-F]{2})");
    private static final int SECTOR = 512;

    static List<Disk> readAll(Tree tree) {
        return tree.entries("sys/block", NAME).stream()
                .filter(disk -> tree.amount(disk + "/size").orElse(0L) > 0)
                .map(disk -> read(tree, disk))
                .toList();
    }

    private static Disk read(Tree tree, String disk) {
        return new Disk(
                Tree.name(disk),
                kind(tree, disk),
                tree.text(disk + "/device/model").or(() -> tree.text(disk + "/device/name")),
                tree.amount(disk + "/size").orElse(0L) * SECTOR,
                lifeUsed(tree.text(disk + "/device/life_time").orElse("")),
                tree.text(disk + "/device/pre_eol_info").flatMap(Disk::reserve),
                tree.number(disk + "/ro").filter(value -> value == 1).isPresent());
    }

    private static Kind kind(Tree tree, String disk) {
        String name = Tree.name(disk);
        if (name.startsWith("mmcblk")) {
            return tree.text(disk + "/device/type").filter("MMC"::equals).isPresent() ? Kind.EMMC : Kind.SD_CARD;
        }
        if (name.startsWith("nvme")) {
            return Kind.NVME;
        }
        return tree.number(disk + "/queue/rotational")
                        .filter(value -> value == 1)
                        .isPresent()
                ? Kind.HARD_DISK
                : Kind.SSD;
    }

    /// Two estimates, for two kinds of cells; the worse counts. 0 means that it does not tell.
    private static Optional<Double> lifeUsed(String text) {
        Matcher matcher = LIFE.matcher(text);
        int worst = 0;
        while (matcher.find()) {
            int tenths = Integer.parseInt(matcher.group(1), 16);
            worst = tenths <= 11 ? Math.max(worst, tenths) : worst;
        }
        return worst == 0 ? Optional.empty() : Optional.of(worst / 10.0);
    }

    private static Optional<Reserve> reserve(String text) {
        return switch (text) {
            case "0x01" -> Optional.of(Reserve.NORMAL);
            case "0x02" -> Optional.of(Reserve.WARNING);
            case "0x03" -> Optional.of(Reserve.URGENT);
            default -> Optional.empty();
        };
    }
}
