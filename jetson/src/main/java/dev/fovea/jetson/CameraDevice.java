package dev.fovea.jetson;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A camera that the kernel shows as a video device.
///
/// @param device such as /dev/video0; it may change with the order of plugging
/// @param name as the camera calls itself
/// @param stable its name under /dev/v4l/by-id, which stays; a camera on the board's own connector has none
public record CameraDevice(String device, Optional<String> name, Optional<String> stable) {
    private static final Pattern VIDEO = Pattern.compile("video\\d{1,3}");
    private static final Pattern ANY = Pattern.compile("[^.].*");

    static List<CameraDevice> readAll(Tree tree) {
        Map<String, String> stable = new HashMap<>();
        for (String link : tree.entries("dev/v4l/by-id", ANY)) {
            tree.real(link).ifPresent(device -> stable.put(device, "/" + link));
        }
        return tree.entries("dev", VIDEO).stream()
                .map(device -> new CameraDevice(
                        "/" + device,
                        tree.text("sys/class/video4linux/" + Tree.name(device) + "/name"),
                        Optional.ofNullable(stable.get(device))))
                .toList();
    }
}
