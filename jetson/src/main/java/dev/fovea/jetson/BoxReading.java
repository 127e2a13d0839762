package dev.fovea.jetson;

import java.util.List;

/// The latest reading and what it means.
public record BoxReading(BoxSnapshot snapshot, List<Warning> warnings) {
    public BoxReading {
        warnings = List.copyOf(warnings);
    }
}
