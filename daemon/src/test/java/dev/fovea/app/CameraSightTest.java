package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.cameras.Camera;
import dev.fovea.cameras.CameraSet;
import dev.fovea.cameras.CameraSettings;
import dev.fovea.cameras.SourceSettings;
import dev.fovea.cameras.WatchdogSettings;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.image.ImageLimits;
import dev.fovea.model.Laterality;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Live pictures are judged by the quality gate itself.
@Timeout(60)
class CameraSightTest {
    @TempDir
    private Path folder;

    @Test
    void anEyeIsSeen() throws Exception {
        assertThat(seen(DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(640, 480))).isTrue();
    }

    @Test
    void anEmptyChinRestIsNot() throws Exception {
        assertThat(seen(blackJpeg())).isFalse();
    }

    private static byte[] blackJpeg() throws Exception {
        var black = new BufferedImage(640, 480, BufferedImage.TYPE_INT_RGB);
        var out = new ByteArrayOutputStream();
        ImageIO.write(black, "jpeg", out);
        return out.toByteArray();
    }

    private boolean seen(byte[] jpeg) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "there is no /bin/sh to play a camera");
        Path picture = Files.write(folder.resolve("eye.jpg"), jpeg);
        var command = new SourceSettings.Command(List.of("/bin/sh", "-c", "cat " + picture + "; exec sleep 600"));
        try (CameraSet cameras = CameraSet.start(
                        List.of(new CameraSettings("left", command)), WatchdogSettings.DEFAULT, 1 << 20, () -> 0);
                CameraSight sight = new CameraSight(ImageLimits.DEFAULT)) {
            Camera left = cameras.named("left").orElseThrow();
            return sight.look(left.after(0, Duration.ofSeconds(20)).orElseThrow())
                    .isPresent();
        }
    }
}
