package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.cameras.SourceSettings.Login;
import dev.fovea.cameras.SourceSettings.Maker;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecipeTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @Test
    void anAddressWithItsPasswordIsToldAndNotCalled() throws IOException {
        Recipe recipe = Recipe.of(rtsp("s' @/\nsecond"));

        assertThat(recipe.told())
                .isEqualTo("ffconcat version 1.0\nfile 'rtsp://eye:s%27%20%40%2F@10.0.0.7:8554/a%27b?channel=1&tcp'\n");
        assertThat(recipe.words()).noneMatch(word -> word.contains("10.0.0.7") || word.contains("s%27"));
    }

    @Test
    void aPasswordThatFfmpegWouldCutOffIsRefused() throws IOException {
        SourceSettings.Rtsp camera = rtsp("x".repeat(124));

        assertThat(catchThrowable(() -> Recipe.of(camera)))
                .isInstanceOf(CameraException.class)
                .hasMessageContaining("127 characters");
    }

    private SourceSettings.Rtsp rtsp(String password) throws IOException {
        Path file = Files.writeString(folder.resolve("password"), password);
        URI url = URI.create("rtsp://10.0.0.7:8554/a'b?channel=1");
        return new SourceSettings.Rtsp(url, Optional.of(new Login("eye", file)), Maker.CAMERA);
    }

    @Test
    void aDevicesOwnJpegsAreKept() {
        assertThat(Recipe.of(new SourceSettings.V4l2(
                                Path.of("/dev/video0"), Optional.of(new PictureSize(1920, 1080)), 15, Maker.CAMERA))
                        .words())
                .containsSubsequence("-f", "v4l2", "-input_format", "mjpeg", "-video_size", "1920x1080")
                .containsSubsequence("-framerate", "15", "-i", "/dev/video0", "-c:v", "copy", "-f", "mjpeg");
    }

    @Test
    void aDeviceThatMakesNoneIsCompressedByTheBox() {
        assertThat(Recipe.of(new SourceSettings.V4l2(Path.of("/dev/video0"), Optional.empty(), 0, Maker.BOX))
                        .words())
                .doesNotContain("-input_format", "-video_size", "-framerate")
                .containsSubsequence("-i", "/dev/video0", "-c:v", "mjpeg", "-q:v", "2", "-vsync", "vfr");
    }

    @Test
    void aSensorIsNamedByItsNumber() {
        assertThat(String.join(
                        " ",
                        Recipe.of(new SourceSettings.Csi(1, Optional.of(new PictureSize(1920, 1080))))
                                .words()))
                .isEqualTo("gst-launch-1.0 -q nvarguscamerasrc sensor-id=1 !"
                        + " video/x-raw(memory:NVMM),width=1920,height=1080 ! nvjpegenc quality=95 ! fdsink fd=1");
    }

    @Test
    void aDeviceThatIsNotThereIsNamed() {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "there is no ffmpeg to open a device");
        var missing = new SourceSettings.V4l2(Path.of("/dev/no-camera"), Optional.empty(), 0, Maker.CAMERA);

        try (Feed feed = FrameSource.of(missing, 1 << 20).feed()) {
            assertThat(catchThrowable(feed::next))
                    .isInstanceOf(CameraException.class)
                    .hasMessageContaining("/dev/no-camera: No such file or directory");
        }
    }

    @Test
    void aPasswordInWhatAProgramSaysIsLeftOut() {
        LastWords words = new LastWords();

        words.listen(new ByteArrayInputStream(
                "cannot open 'rtsp://eye:p%27a@10.0.0.7/eye'\n".getBytes(StandardCharsets.UTF_8)));

        assertThat(words.lines()).containsExactly("cannot open 'rtsp://10.0.0.7/eye'");
    }
}
