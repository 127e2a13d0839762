package dev.fovea.cameras;

import java.util.regex.Pattern;

/// One camera.
///
/// @param name how people and programs call it
public record CameraSettings(String name, SourceSettings source) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,18}[a-z0-9])?");

    public CameraSettings {
        checked(name);
    }

    /// The name, if it can be one.
    public static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "camera.names must be of 1 to 20 small letters, digits and dashes, was \"" + name + "\"");
        }
        return name;
    }
}
