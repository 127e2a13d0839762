package dev.fovea.camera;

import dev.fovea.model.Identity;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// What was measured of one camera with one model. It says nothing about any other model.
///
/// @param camera what captures call their source, 1 to 128 characters
/// @param model that answered
/// @param validatedAt UTC
/// @param classes in the model's order
public record CameraProfile(String camera, ValidatedModel model, Instant validatedAt, List<ClassFigures> classes) {
    public CameraProfile {
        checkName(camera);
        classes = List.copyOf(classes);
    }

    /// What photographs carry whose camera nobody named.
    private static final Set<String> UNNAMED = Set.of("upload", "page");

    /// A camera's name is the source of its captures, so the same rule holds for both.
    ///
    /// @throws IllegalArgumentException when no capture could come from it
    public static void checkName(String camera) {
        if (camera.isBlank()
                || camera.length() > Identity.TEXT_MAX
                || camera.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("camera must be 1 to " + Identity.TEXT_MAX
                    + " characters without control characters, was \"" + camera.replaceAll("\\p{Cntrl}", "?") + "\"");
        }
        if (UNNAMED.contains(camera)) {
            throw new IllegalArgumentException("camera must not be " + camera
                    + ": photographs whose camera nobody named carry that word, and they may come from any");
        }
    }
}
