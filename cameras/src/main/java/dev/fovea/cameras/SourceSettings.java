package dev.fovea.cameras;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a camera is reached.
public sealed interface SourceSettings {
    /// A stream of JPEGs over HTTP (`multipart/x-mixed-replace`).
    ///
    /// @param url of the stream, without a password in it
    /// @param login for a camera that asks for one
    record Mjpeg(URI url, Optional<Login> login) implements SourceSettings {
        public Mjpeg {
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            if ((!scheme.equals("http") && !scheme.equals("https")) || url.getHost() == null) {
                throw new IllegalArgumentException("a camera's url must begin with http:// or https:// and a host, was "
                        + (url.getRawUserInfo() == null ? url : "one with a password"));
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException("a camera's url must not carry a password: it belongs into a file");
            }
        }
    }

    /// A stream over RTSP, read by `ffmpeg`.
    ///
    /// @param url of the stream, without a password in it
    /// @param login for a camera that asks for one, by Basic or by Digest
    record Rtsp(URI url, Optional<Login> login, Maker jpeg) implements SourceSettings {
        public Rtsp {
            if (!"rtsp".equalsIgnoreCase(url.getScheme()) || url.getHost() == null) {
                throw new IllegalArgumentException("a camera's url must begin with rtsp:// and a host, was "
                        + (url.getRawUserInfo() == null ? url : "one with a password"));
            }
            if (url.getRawUserInfo() != null) {
                throw new IllegalArgumentException("a camera's url must not carry a password: it belongs into a file");
            }
        }
    }

    /// A video device of the kernel, such as a USB camera, read by `ffmpeg`.
    ///
    /// @param device such as `/dev/video0`, or better a name under `/dev/fovea` or `/dev/v4l/by-id`, which stays
    /// @param size that is asked of it, or whatever it has
    /// @param rate pictures a second that are asked of it, 0 for whatever it has
    record V4l2(Path device, Optional<PictureSize> size, int rate, Maker jpeg) implements SourceSettings {
        private static final int RATE_MAX = 240;

        public V4l2 {
            if (!device.startsWith("/dev") || device.getNameCount() < 2) {
                throw new IllegalArgumentException(
                        "a camera's device must be a path such as /dev/video0, was \"" + device + "\"");
            }
            if (rate < 0 || rate > RATE_MAX) {
                throw new IllegalArgumentException(
                        "a camera's frame-rate must be 0 to " + RATE_MAX + " pictures a second, was " + rate);
            }
        }
    }

    /// A camera on a Jetson's own connector, read by NVIDIA's parts of GStreamer.
    ///
    /// @param sensor the camera's number, from 0
    /// @param size that is asked of it, or whatever it has
    record Csi(int sensor, Optional<PictureSize> size) implements SourceSettings {
        private static final int SENSOR_MAX = 15;

        public Csi {
            if (sensor < 0 || sensor > SENSOR_MAX) {
                throw new IllegalArgumentException("a camera's sensor must be 0 to " + SENSOR_MAX + ", was " + sensor);
            }
        }
    }

    /// Who makes a JPEG of what the sensor saw.
    enum Maker {
        /// The camera: what it compressed is kept.
        CAMERA,
        /// The box, from whatever the camera sends.
        BOX
    }

    /// A name, and a file whose first line is the password. It is read for each connection.
    record Login(String user, Path passwordFile) {
        public Login {
            if (user.isBlank() || user.contains(":")) {
                throw new IllegalArgumentException(
                        "a camera's user must be a name without a colon, was \"" + user + "\"");
            }
        }

        /// Reads it.
        String password() {
            try {
                return Files.readString(passwordFile).lines().findFirst().orElse("");
            } catch (IOException e) {
                throw new CameraException(
                        CameraException.Fault.UNAUTHORISED, "its password file " + passwordFile + " cannot be read", e);
            }
        }
    }

    /// A program that writes JPEGs to its standard output, one after the other. It is started without a shell.
    ///
    /// @param words the program and its arguments
    record Command(List<String> words) implements SourceSettings {
        private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|\\S+");

        public Command {
            if (words.isEmpty()) {
                throw new IllegalArgumentException("a camera's command must name a program, was empty");
            }
            words = List.copyOf(words);
        }

        /// The words of a line, parted by spaces. What stands between double quotes is one word; there are no other
        /// signs, because there is no shell.
        public static Command of(String line) {
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(line);
            while (word.find()) {
                words.add(word.group(1) != null ? word.group(1) : word.group());
            }
            if (words.stream().anyMatch(text -> text.contains("\""))) {
                throw new IllegalArgumentException(
                        "a camera's command must have double quotes in pairs around whole words, was " + line);
            }
            return new Command(words);
        }
    }
}
