package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// FFmpeg as the other side: the recipes of `docs/cameras.md`, and its own MJPEG server.
@Timeout(120)
class FfmpegTest {
    private static final Duration REAL_MAX = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private String ffmpeg;

    private @Nullable Process server;
    private @Nullable CameraSet cameras;

    @BeforeEach
    void needsFfmpeg() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, "ffmpeg"))
                .filter(Files::isExecutable)
                .findFirst();
        assumeTrue(found.isPresent(), "there is no ffmpeg to be the camera's other side");
        ffmpeg = found.orElseThrow().toString();
    }

    @AfterEach
    void stop() {
        if (cameras != null) {
            cameras.close();
        }
        if (server != null) {
            server.destroyForcibly();
        }
    }

    @Test
    void aCopiedStreamKeepsTheCamerasBytes() throws Exception {
        byte[] picture = Pictures.jpeg(320, 240);
        Path stream = Files.write(folder.resolve("stream.mjpeg"), Pictures.joined(picture, picture, picture));

        Frame frame = first(new SourceSettings.Command(List.of(
                ffmpeg,
                "-loglevel",
                "error",
                "-f",
                "mjpeg",
                "-i",
                stream.toString(),
                "-c",
                "copy",
                "-f",
                "mjpeg",
                "-")));

        assertThat(frame.read().readAllBytes()).isEqualTo(picture);
    }

    @Test
    void aStreamThatIsCompressedAnewIsReadToo() throws Exception {
        Frame frame = first(SourceSettings.Command.of(
                ffmpeg + " -loglevel error -re -f lavfi -i testsrc=size=640x480:rate=10 -q:v 2 -f mjpeg -"));

        assertThat(frame.size()).isEqualTo(new PictureSize(640, 480));
        assertThat(ImageIO.read(new ByteArrayInputStream(frame.read().readAllBytes()))
                        .getWidth())
                .isEqualTo(640);
    }

    @Test
    void itsServerIsACameraLikeAnyOther() throws Exception {
        int port = freePort();
        String address = "http://127.0.0.1:" + port + "/eye";
        server = new ProcessBuilder(SourceSettings.Command.of(ffmpeg
                                + " -loglevel error -re -f lavfi -i testsrc=size=320x240:rate=10 -f mpjpeg"
                                + " -content_type multipart/x-mixed-replace;boundary=ffmpeg -listen 1 " + address)
                        .words())
                .inheritIO()
                .start();

        Frame frame = first(new SourceSettings.Mjpeg(URI.create(address), Optional.empty()));

        assertThat(frame.size()).isEqualTo(new PictureSize(320, 240));
    }

    private Frame first(SourceSettings source) throws InterruptedException {
        WatchdogSettings eager = new WatchdogSettings(
                Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(500), 1_000);
        CameraSet set = CameraSet.start(List.of(new CameraSettings("eye", source)), eager, 1 << 20, System::nanoTime);
        cameras = set;
        Camera camera = set.named("eye").orElseThrow();
        return camera.after(0, REAL_MAX).orElseThrow(() -> new AssertionError(camera.status()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
