package dev.fovea.app;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.model.Laterality;
import dev.fovea.publish.page.CameraHand;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A technician photographs both eyes with a connected camera, in a browser: a program that shows a drawn eye
/// until its file is gone.
@Timeout(180)
class CameraPanelTest {
    private static final Path SHELL = Path.of("/bin/sh");

    /// Each picture has a number in a comment of its own, because no camera sends the same bytes twice.
    private static final String PLAY = """
            n=1000
            while [ -e EYE ]; do
              n=$((n + 1))
              printf '\\377\\330\\377\\376\\000\\006%d' $n
              tail -c +3 EYE
              sleep 0.2
            done
            """;

    @TempDir
    private Path folder;

    @Test
    void aWaitInVainSaysHowLongItIsAndWhyItEnded() throws Exception {
        ByteArrayOutputStream black = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(800, 600, BufferedImage.TYPE_INT_RGB), "jpeg", black);
        Properties texts = settings(Files.write(folder.resolve("eye.jpg"), black.toByteArray()));
        texts.setProperty("camera.armed-max", "4s");
        try (Daemon daemon = Daemon.start(DaemonConfig.from(new Settings(texts)));
                CameraHand hand = at(daemon)) {
            hand.opensFor("P-9");
            hand.armsInVain("OS");
        }
    }

    @Test
    void bothEyesAreTakenWithTheCameraAndItsEndIsSaid() throws Exception {
        Path eye = Files.write(
                folder.resolve("eye.jpg"),
                DrawnEye.healthy(Laterality.RIGHT, 41).jpeg(800, 600));
        Properties texts = settings(eye);
        try (Daemon daemon = Daemon.start(DaemonConfig.from(new Settings(texts)));
                CameraHand hand = at(daemon)) {
            hand.opensFor("P-9");
            hand.forgetsPatientAndEye("P-9");
            hand.photographs("OD", 1);
            hand.photographs("OS", 2);
            hand.armsAndDisarms("OD");
            hand.retakesWhileItWaits("P-9", "OS", "OD");
            Files.delete(eye);
            hand.seesItGone();
            hand.seesBothEyes("P-9");
        }
    }

    private Properties settings(Path eye) throws IOException {
        assumeTrue(Files.isExecutable(SHELL), "skipped: there is no /bin/sh to play a camera");
        Path script = Files.writeString(folder.resolve("play"), PLAY.replace("EYE", eye.toString()));
        Properties texts = new Properties();
        texts.setProperty("http.port", "0");
        texts.setProperty("models.tasks", "fundus4");
        texts.setProperty("data.folder", folder.resolve("data").toString());
        texts.setProperty("camera.names", "hand");
        texts.setProperty("camera.hand.kind", "command");
        texts.setProperty("camera.hand.command", SHELL + " " + script);
        return texts;
    }

    private static CameraHand at(Daemon daemon) {
        return CameraHand.at(URI.create("http://127.0.0.1:" + daemon.port()), CameraPanelTest.class);
    }
}
