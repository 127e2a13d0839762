package dev.fovea.statistics;

import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/// By what photographs are counted.
public enum Axis {
    CAMERA,
    OPERATOR,
    /// The day of acceptance by the box's own calendar.
    DAY;

    /// `camera`, `operator` or `day`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Axis> parse(String word) {
        for (Axis axis : values()) {
            if (axis.word().equals(word)) {
                return Optional.of(axis);
            }
        }
        return Optional.empty();
    }

    Optional<String> key(Photograph photograph, ZoneId zone) {
        return switch (this) {
            case CAMERA -> Optional.of(photograph.camera());
            case OPERATOR -> photograph.operator();
            case DAY ->
                Optional.of(photograph.arrivedAt().atZone(zone).toLocalDate().toString());
        };
    }
}
