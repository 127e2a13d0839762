package dev.fovea.ingest.folder;

import java.nio.file.Path;
import java.time.Duration;

/// The folder that is watched.
///
/// @param folder where files appear, `folder.path`
/// @param period between two looks, `folder.period`
/// @param stillMin how long a file's size and time must stand still before it counts as whole, `folder.still-min`
public record FolderSettings(Path folder, Duration period, Duration stillMin) {
    public FolderSettings {
        if (!period.isPositive() || !stillMin.isPositive()) {
            throw new IllegalArgumentException(
                    "folder.period and folder.still-min must be positive, were " + period + " and " + stillMin);
        }
    }
}
