package dev.fovea.cli;

import java.util.Locale;

/// Sizes as the doctor writes them.
final class Sizes {
    private Sizes() {}

    static String text(long bytes) {
        return String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1L << 30));
    }
}
