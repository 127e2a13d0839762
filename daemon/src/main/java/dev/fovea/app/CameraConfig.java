package dev.fovea.app;

import dev.fovea.cameras.CameraSettings;
import dev.fovea.cameras.PictureSize;
import dev.fovea.cameras.SourceSettings;
import dev.fovea.cameras.SourceSettings.Login;
import dev.fovea.cameras.SourceSettings.Maker;
import dev.fovea.cameras.WatchdogSettings;
import dev.fovea.ingest.camera.ShotSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The cameras that the box is connected to.
///
/// @param cameras one for each name in `camera.names`
/// @param bytesMax the largest picture of a camera, `camera.picture-bytes-max`
record CameraConfig(List<CameraSettings> cameras, WatchdogSettings watchdog, ShotSettings shots, int bytesMax) {
    private static final int CAMERAS_MAX = 8;
    private static final long BYTES_MIN = 64L << 10;
    private static final long BYTES_MAX = 64L << 20;
    private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

    CameraConfig {
        cameras = List.copyOf(cameras);
    }

    /// How a camera is reached.
    private enum Kind {
        MJPEG,
        RTSP,
        V4L2,
        CSI,
        COMMAND
    }

    static CameraConfig of(Settings settings) {
        List<String> names = settings.list("camera.names", "");
        if (new HashSet<>(names).size() < names.size() || names.size() > CAMERAS_MAX) {
            throw new IllegalArgumentException(
                    "camera.names must name each once, and at most " + CAMERAS_MAX + ", was " + names);
        }
        return new CameraConfig(
                names.stream()
                        .map(CameraSettings::checked)
                        .map(name -> camera(settings, name))
                        .toList(),
                new WatchdogSettings(
                        settings.duration("camera.silence-max", "20s"),
                        settings.duration("camera.grace-max", "5s"),
                        settings.duration("camera.pause-min", "1s"),
                        settings.duration("camera.pause-max", "30s"),
                        settings.number("camera.starts-max", 5)),
                new ShotSettings(
                        settings.duration("camera.frame-age-max", "500ms"),
                        settings.duration("camera.frame-wait-max", "3s"),
                        settings.number("camera.preview-rate-max", 10),
                        settings.number("camera.viewers-max", 4),
                        settings.duration("camera.armed-max", "2min"),
                        settings.duration("camera.still-min", "800ms")),
                bytes(settings.bytes("camera.picture-bytes-max", "16MiB")));
    }

    private static int bytes(long most) {
        if (most < BYTES_MIN || most > BYTES_MAX) {
            throw new IllegalArgumentException(
                    "camera.picture-bytes-max must be 64KiB to 64MiB, was " + most + " bytes");
        }
        return (int) most;
    }

    private static CameraSettings camera(Settings settings, String name) {
        String key = "camera." + name + ".";
        Kind kind = settings.choice(key + "kind", Kind.class, Kind.MJPEG);
        String url = settings.text(key + "url", "");
        String command = settings.text(key + "command", "");
        String device = settings.text(key + "device", "");
        int sensor = settings.number(key + "sensor", 0);
        int rate = settings.number(key + "frame-rate", 0);
        Optional<PictureSize> size = size(key + "size", settings.text(key + "size", ""));
        Optional<Login> login = login(settings, key);
        Maker jpeg = settings.choice(key + "jpeg", Maker.class, kind == Kind.RTSP ? Maker.BOX : Maker.CAMERA);
        return new CameraSettings(
                name,
                switch (kind) {
                    case MJPEG -> new SourceSettings.Mjpeg(address(key + "url", url), login);
                    case RTSP -> new SourceSettings.Rtsp(address(key + "url", url), login, jpeg);
                    case V4L2 -> new SourceSettings.V4l2(Path.of(device), size, rate, jpeg);
                    case CSI -> new SourceSettings.Csi(sensor, size);
                    case COMMAND -> SourceSettings.Command.of(command);
                });
    }

    private static Optional<Login> login(Settings settings, String key) {
        String user = settings.text(key + "user", "");
        String file = settings.text(key + "password-file", "");
        if (user.isEmpty() != file.isEmpty()) {
            throw new IllegalArgumentException(key + "user and " + key + "password-file go together");
        }
        return user.isEmpty() ? Optional.empty() : Optional.of(new Login(user, Path.of(file)));
    }

    private static Optional<PictureSize> size(String key, String text) {
        Matcher size = SIZE.matcher(text);
        if (size.matches()) {
            return Optional.of(new PictureSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))));
        }
        if (!text.isEmpty()) {
            throw new IllegalArgumentException(key + " must be a size such as 1920x1080, was " + text);
        }
        return Optional.empty();
    }

    private static URI address(String key, String url) {
        try {
            return URI.create(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(key + " must be an address such as http://10.0.0.7/video", e);
        }
    }
}
