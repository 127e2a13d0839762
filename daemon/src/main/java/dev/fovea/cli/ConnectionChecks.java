package dev.fovea.cli;

import dev.fovea.cameras.Camera;
import dev.fovea.cameras.CameraSet;
import dev.fovea.cameras.CameraStatus;
import dev.fovea.cameras.Frame;
import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Well;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What the doctor says of the cameras in the settings: whether a picture comes.
final class ConnectionChecks {
    private ConnectionChecks() {}

    /// @param cameras being connected to, all at the same time
    /// @param max how long they may take to send a picture, all together
    static List<Diagnosis> of(CameraSet cameras, Duration max) {
        long until = System.nanoTime() + max.toNanos();
        List<Diagnosis> lines = new ArrayList<>();
        for (Camera camera : cameras.all()) {
            Duration left = Duration.ofNanos(Math.max(0, until - System.nanoTime()));
            lines.add(first(camera, left).map(frame -> well(camera, frame)).orElseGet(() -> ill(camera.status(), max)));
        }
        return lines;
    }

    private static Optional<Frame> first(Camera camera, Duration left) {
        try {
            return camera.after(0, left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Diagnosis well(Camera camera, Frame frame) {
        return new Well(
                subject(camera.name()),
                "a picture of " + frame.size().width() + " x " + frame.size().height() + " pixels, "
                        + Sizes.text(frame.bytes()));
    }

    private static Diagnosis ill(CameraStatus camera, Duration max) {
        String key = "camera." + camera.name() + ".";
        String advice = switch (camera.state()) {
            case UNAUTHORISED -> "Check " + key + "user and the file " + key + "password-file.";
            case WAITING, REFUSED ->
                "Check cable, power and the settings " + key + "...; a device serves one program at a time."
                        + " docs/cameras.md goes through it.";
            case CONNECTING, STALLED, LIVE -> "See that the camera is switched on and sends: docs/cameras.md.";
        };
        return new Ill(
                subject(camera.name()),
                camera.trouble().orElse("no picture came in " + max.toSeconds() + " s"),
                advice);
    }

    static String subject(String name) {
        return "connected camera " + name;
    }
}
