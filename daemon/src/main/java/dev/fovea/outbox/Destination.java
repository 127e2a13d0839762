package dev.fovea.outbox;

import java.util.Map;
import java.util.regex.Pattern;

/// Somewhere that reports go.
///
/// @param name in the settings and the database
/// @param couriers by the kind of object they carry
public record Destination(String name, Map<String, Courier> couriers) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Destination {
        checked(name);
        if (couriers.isEmpty()) {
            throw new IllegalArgumentException("outbox." + name + " must be sent something, had no kind of object");
        }
        couriers = Map.copyOf(couriers);
    }

    /// @return the name
    /// @throws IllegalArgumentException when nothing may be called that
    public static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("outbox.destinations must be names of 1 to 32 small letters, digits and"
                    + " dashes, was \"" + name + "\"");
        }
        return name;
    }
}
