package dev.fovea.cameras;

import dev.fovea.cameras.CameraException.Fault;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Which program reads a camera, and how it is called. Native code that crashes or hangs does so in that program.
///
/// @param words the program and its arguments; every user of the box can read them
/// @param told on its standard input, which only the program reads
record Recipe(List<String> words, String told) {
    /// FFmpeg has this much room for user and password, percent-encoded, and would cut off what is longer.
    private static final int LOGIN_MAX = 127;

    Recipe {
        words = List.copyOf(words);
    }

    static Recipe of(SourceSettings.Command command) {
        return new Recipe(command.words(), "");
    }

    /// The address goes in by a list of addresses on the standard input, because a password may stand in it.
    static Recipe of(SourceSettings.Rtsp camera) {
        List<String> words = ffmpeg(camera.jpeg());
        words.addAll(List.of("-protocol_whitelist", "pipe,rtsp,rtp,tcp,udp", "-f", "concat", "-safe", "0"));
        words.addAll(List.of("-i", "pipe:0"));
        output(words, camera.jpeg());
        return new Recipe(words, "ffconcat version 1.0\nfile '" + address(camera) + "'\n");
    }

    static Recipe of(SourceSettings.V4l2 camera) {
        List<String> words = ffmpeg(camera.jpeg());
        words.addAll(List.of("-f", "v4l2"));
        if (camera.jpeg() == SourceSettings.Maker.CAMERA) {
            words.addAll(List.of("-input_format", "mjpeg"));
        }
        camera.size().ifPresent(size -> words.addAll(List.of("-video_size", size.width() + "x" + size.height())));
        if (camera.rate() > 0) {
            words.addAll(List.of("-framerate", Integer.toString(camera.rate())));
        }
        words.addAll(List.of("-i", camera.device().toString()));
        output(words, camera.jpeg());
        return new Recipe(words, "");
    }

    static Recipe of(SourceSettings.Csi camera) {
        String size = camera.size()
                .map(asked -> ",width=" + asked.width() + ",height=" + asked.height())
                .orElse("");
        List<String> words = List.of(
                "gst-launch-1.0",
                "-q",
                "nvarguscamerasrc",
                "sensor-id=" + camera.sensor(),
                "!",
                "video/x-raw(memory:NVMM)" + size,
                "!",
                "nvjpegenc",
                "quality=95",
                "!",
                "fdsink",
                "fd=1");
        return new Recipe(words, "");
    }

    private static List<String> ffmpeg(SourceSettings.Maker jpeg) {
        List<String> words = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-hide_banner", "-nostats"));
        words.addAll(List.of("-loglevel", "error"));
        if (jpeg == SourceSettings.Maker.BOX) {
            // Damaged pictures are dropped where FFmpeg sees the damage: half a JPEG, but not a missing part of an
            // H.264 picture. The other keeps it from holding back pictures until all processors have one.
            words.addAll(List.of("-err_detect", "explode", "-flags", "low_delay"));
        }
        return words;
    }

    private static void output(List<String> words, SourceSettings.Maker jpeg) {
        words.add("-an");
        switch (jpeg) {
            case CAMERA -> words.addAll(List.of("-c:v", "copy"));
            // Else an old picture would be repeated where the stream has a gap, and pass for a new one.
            case BOX -> words.addAll(List.of("-c:v", "mjpeg", "-q:v", "2", "-vsync", "vfr"));
        }
        words.addAll(List.of("-f", "mjpeg", "pipe:1"));
    }

    /// Over TCP, which loses nothing on the way. In an address FFmpeg of any age understands that.
    private static String address(SourceSettings.Rtsp camera) {
        URI url = camera.url();
        String login = camera.login().map(Recipe::encoded).orElse("");
        String path = url.getRawPath().replace("'", "%27");
        String query = url.getRawQuery() == null ? "" : url.getRawQuery().replace("'", "%27") + "&";
        return "rtsp://" + login + url.getRawAuthority() + path + "?" + query + "tcp";
    }

    private static String encoded(SourceSettings.Login login) {
        String pair = encoded(login.user()) + ":" + encoded(login.password());
        if (pair.length() > LOGIN_MAX) {
            throw new CameraException(
                    Fault.UNAUTHORISED,
                    "its user and password are longer than the " + LOGIN_MAX + " characters that FFmpeg has room for");
        }
        return pair + "@";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
