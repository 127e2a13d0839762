package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.cameras.CameraSet;
import dev.fovea.cameras.CameraSettings;
import dev.fovea.cameras.SourceSettings;
import dev.fovea.cameras.WatchdogSettings;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ConnectionChecksTest {
    private static final WatchdogSettings PATIENT = new WatchdogSettings(
            Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofSeconds(1), Duration.ofSeconds(30), 5);

    @TempDir
    Path folder;

    private CameraSettings program(String name, String script) throws IOException {
        Path file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + script + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return new CameraSettings(name, SourceSettings.Command.of(file.toString()));
    }

    @Test
    void aPictureIsWellAndNoneIsAFaultWithWhatToDo() throws IOException {
        Path picture = folder.resolve("picture.jpg");
        ImageIO.write(new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB), "jpeg", picture.toFile());
        List<CameraSettings> settings = List.of(
                program("sends", "cat " + picture + "\nexec sleep 30"),
                program("silent", "exec sleep 30"),
                new CameraSettings("gone", SourceSettings.Command.of("/nowhere/program")));

        List<String> lines;
        try (CameraSet cameras = CameraSet.start(settings, PATIENT, 1 << 20, System::nanoTime)) {
            lines = ConnectionChecks.of(cameras, Duration.ofSeconds(5)).stream()
                    .map(line -> String.join(" ", line.lines()))
                    .toList();
        }

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("ok").contains("connected camera sends", "64 x 48 pixels");
        assertThat(lines.get(1)).startsWith("FAULT").contains("silent", "no picture came in 5 s", "switched on");
        assertThat(lines.get(2)).startsWith("FAULT").contains("gone", "/nowhere/program", "camera.gone.");
    }
}
