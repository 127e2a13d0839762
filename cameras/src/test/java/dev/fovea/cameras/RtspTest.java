package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.cameras.SourceSettings.Login;
import dev.fovea.cameras.SourceSettings.Maker;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// GStreamer's RTSP server as the camera, over a real connection and with a real clock.
@Timeout(120)
class RtspTest {
    private static final Path PYTHON = Path.of("/usr/bin/python3");
    private static final String PASSWORD = "p'a:s@/%?#é\\ x";
    private static final String MJPEG = camera("jpegenc quality=90 ! rtpjpegpay name=pay0 pt=26");
    private static final String H264 = camera("x264enc tune=zerolatency key-int-max=10 ! rtph264pay name=pay0 pt=96");
    private static final Duration REAL_MAX = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    private @Nullable Process server;
    private @Nullable CameraSet cameras;

    private static String camera(String rest) {
        return "( videotestsrc is-live=true pattern=ball ! capsfilter name=size"
                + " caps=video/x-raw,format=I420,width=640,height=480 ! " + rest + " )";
    }

    @BeforeEach
    void needsServerAndClient() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ffmpeg")), "there is no ffmpeg to read RTSP");
        assumeTrue(Files.isExecutable(PYTHON), "there is no python3 to play an RTSP camera");
        String parts = "import gi; gi.require_version('GstRtspServer', '1.0'); gi.require_version('Gst', '1.0');"
                + "from gi.repository import Gst, GstRtspServer; Gst.init(None);"
                + "exit(any(Gst.ElementFactory.find(x) is None for x in ('x264enc', 'jpegenc', 'rtph264pay')))";
        Process asked = new ProcessBuilder(PYTHON.toString(), "-c", parts)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(asked.waitFor(20, TimeUnit.SECONDS) && asked.exitValue() == 0, "GStreamer's RTSP server is missing");
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
    void h264IsCompressedByTheBox() throws Exception {
        int port = serve(H264, "0");

        Frame frame = first(start(rtsp(port, Optional.empty(), Maker.BOX)));

        assertThat(frame.size()).isEqualTo(new PictureSize(640, 480));
        assertThat(ImageIO.read(new ByteArrayInputStream(frame.read().readAllBytes()))
                        .getWidth())
                .isEqualTo(640);
    }

    @Test
    void aKeptStreamMayChangeItsSize() throws Exception {
        int port = serve(MJPEG, "0");
        Camera camera = start(rtsp(port, Optional.empty(), Maker.CAMERA));
        assertThat(first(camera).size()).isEqualTo(new PictureSize(640, 480));

        tell("size 320x240\n");

        CameraStatus smaller = until(
                camera,
                status ->
                        status.size().filter(new PictureSize(320, 240)::equals).isPresent());
        assertThat(smaller.tally().restarts()).isZero();
        assertThat(smaller.tally().broken()).isZero();
    }

    @Test
    void aPasswordIsGivenByBasicAndNobodyElseReadsIt() throws Exception {
        aPasswordIsGiven("basic");
    }

    @Test
    void aPasswordIsGivenByDigestAndNobodyElseReadsIt() throws Exception {
        aPasswordIsGiven("digest");
    }

    private void aPasswordIsGiven(String kind) throws Exception {
        int port = serve(MJPEG, "0", kind, "eye", PASSWORD);
        Path file = Files.writeString(folder.resolve("password"), PASSWORD + "\n");

        Camera camera = start(rtsp(port, Optional.of(new Login("eye", file)), Maker.CAMERA));

        assertThat(first(camera).size()).isEqualTo(new PictureSize(640, 480));
        List<String> lines = ProcessHandle.current()
                .descendants()
                .map(child -> child.info().commandLine().orElse(""))
                .filter(line -> line.contains("ffmpeg"))
                .toList();
        assertThat(lines).isNotEmpty().noneMatch(line -> line.contains("127.0.0.1") || line.contains("p%27a"));
    }

    @Test
    void aWrongPasswordIsSaidWithoutTellingIt() throws Exception {
        int port = serve(MJPEG, "0", "digest", "eye", PASSWORD);
        Path file = Files.writeString(folder.resolve("password"), "guessed\n");

        Camera camera = start(rtsp(port, Optional.of(new Login("eye", file)), Maker.CAMERA));

        CameraStatus refused = until(camera, status -> status.state() == CameraState.UNAUTHORISED);
        assertThat(refused.trouble().orElseThrow()).contains("401").doesNotContain("guessed");
    }

    @Test
    void aServerThatIsKilledIsConnectedToAgain() throws Exception {
        int port = serve(H264, "0");
        Camera camera = start(rtsp(port, Optional.empty(), Maker.BOX));
        first(camera);
        long killed = System.nanoTime();
        if (server != null) {
            server.destroyForcibly().waitFor();
        }

        until(camera, status -> status.state() != CameraState.LIVE);
        took("a killed server was noticed", killed);
        long seen = camera.status().tally().frames();
        serve(H264, Integer.toString(port));

        until(camera, status -> status.tally().frames() > seen);
        took("it was live again", killed);
    }

    @Test
    void aServerThatStandsStillIsNoticedWithinTwentyFiveSeconds() throws Exception {
        Camera camera = start(rtsp(serve(H264, "0"), Optional.empty(), Maker.BOX));
        first(camera);
        long stopped = System.nanoTime();
        signal("STOP");

        until(camera, status -> status.tally().stalls() == 1);
        assertThat(took("a server that stands still was noticed", stopped)).isLessThan(Duration.ofSeconds(25));
        signal("CONT");

        long seen = camera.status().tally().frames();
        until(camera, status -> status.tally().frames() > seen && status.state() == CameraState.LIVE);
        took("it was live again", stopped);
    }

    private static Duration took(String what, long since) {
        Duration took = Duration.ofNanos(System.nanoTime() - since);
        System.out.println(what + " after " + took.toMillis() + " ms");
        return took;
    }

    private static SourceSettings rtsp(int port, Optional<Login> login, Maker jpeg) {
        return new SourceSettings.Rtsp(URI.create("rtsp://127.0.0.1:" + port + "/eye"), login, jpeg);
    }

    private int serve(String... arguments) throws IOException {
        Path script = folder.resolve("rtsp.py");
        try (InputStream in = RtspTest.class.getResourceAsStream("rtsp.py")) {
            assertThat(in).isNotNull();
            if (in != null) {
                Files.write(script, in.readAllBytes());
            }
        }
        List<String> words = new ArrayList<>(List.of(PYTHON.toString(), script.toString()));
        words.addAll(List.of(arguments));
        Process started = new ProcessBuilder(words)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        server = started;
        BufferedReader out = started.inputReader(StandardCharsets.UTF_8);
        return Integer.parseInt(String.valueOf(out.readLine()));
    }

    private void tell(String line) throws IOException {
        if (server != null) {
            OutputStream in = server.getOutputStream();
            in.write(line.getBytes(StandardCharsets.UTF_8));
            in.flush();
        }
    }

    private void signal(String name) throws Exception {
        if (server != null) {
            new ProcessBuilder("/bin/kill", "-" + name, Long.toString(server.pid()))
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private Camera start(SourceSettings source) {
        WatchdogSettings eager = new WatchdogSettings(
                Duration.ofSeconds(20), Duration.ofSeconds(5), Duration.ofMillis(200), Duration.ofMillis(500), 1_000);
        CameraSet set = CameraSet.start(List.of(new CameraSettings("eye", source)), eager, 1 << 20, System::nanoTime);
        cameras = set;
        return set.named("eye").orElseThrow();
    }

    private static Frame first(Camera camera) throws InterruptedException {
        return camera.after(0, REAL_MAX).orElseThrow(() -> new AssertionError(camera.status()));
    }

    private static CameraStatus until(Camera camera, Predicate<CameraStatus> so) {
        long end = System.nanoTime() + REAL_MAX.toNanos();
        CameraStatus status = camera.status();
        while (!so.test(status)) {
            assertThat(System.nanoTime()).as("the camera is still %s", status).isLessThan(end);
            LockSupport.parkNanos(5_000_000);
            status = camera.status();
        }
        return status;
    }
}
