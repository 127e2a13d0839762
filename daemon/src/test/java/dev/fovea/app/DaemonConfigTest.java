package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fovea.cameras.CameraSettings;
import dev.fovea.cameras.PictureSize;
import dev.fovea.cameras.SourceSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DaemonConfigTest {
    @TempDir
    private Path folder;

    @Test
    void oneDecoderPerCoreIsNeverMoreThanThereArePlacesForPhotographs() {
        Properties texts = new Properties();
        texts.setProperty("grading.tensors-max", "1");

        assertThat(DaemonConfig.from(new Settings(texts)).grading().decoders()).isEqualTo(1);
    }

    @Test
    void theCommentedFileShowsTheDefaults() {
        assertThat(DaemonConfig.from(new Settings(documented()))).isEqualTo(DaemonConfig.defaults());
    }

    @Test
    void theCommentedFileShowsEverySetting() {
        Set<String> asked = new HashSet<>();
        Properties recording = new Properties() {
            @Override
            public String getProperty(String key, String fallback) {
                asked.add(key);
                return fallback;
            }
        };

        DaemonConfig.from(new Settings(recording));

        assertThat(documented().stringPropertyNames()).containsExactlyInAnyOrderElementsOf(asked);
    }

    @Test
    void aSettingInTheFileCounts() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), """
                http.port = 9000
                batch.size-max = 4
                batch.sizes-preferred = 1, 4
                spool.live-wait-max = 2s
                """);

        DaemonConfig config = DaemonConfig.read(file);

        assertThat(config.web().port()).isEqualTo(9000);
        assertThat(config.instances().batch().sizesPreferred()).containsExactly(1, 4);
        assertThat(config.spool().liveWaitMax()).hasSeconds(2);
    }

    @Test
    void theSmallProfileStandsBetweenTheDefaultsAndTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), "batch.items-max = 9\n");
        System.setProperty("fovea.small", "true");
        try {
            DaemonConfig config = DaemonConfig.read(file);

            assertThat(config.models().tasks()).containsExactly("fundus4");
            assertThat(config.models().precision()).contains("int8");
            assertThat(config.tensorRt().mode()).isEqualTo(TensorRtSettings.Mode.OFF);
            assertThat(config.grading().decoders()).isOne();
            assertThat(config.instances().instances()).isOne();
            assertThat(config.instances().batch().itemsMax()).isEqualTo(9);
            assertThat(DaemonConfig.defaults().instances().batch().itemsMax()).isEqualTo(8);
        } finally {
            System.clearProperty("fovea.small");
        }
        assertThat(DaemonConfig.defaults().models().precision()).isEmpty();
    }

    @Test
    void aPrecisionThatNobodyKnowsIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), "models.precision = int4\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DaemonConfig.read(file))
                .withMessage("models.precision must be fp32, fp16, int8 or empty, was int4");
    }

    @Test
    void aCameraHasSettingsOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), """
                camera.names = slit-lamp, hand
                camera.slit-lamp.kind = mjpeg
                camera.slit-lamp.url = http://10.0.0.7/video
                camera.slit-lamp.user = eye
                camera.slit-lamp.password-file = /etc/fovea/slit-lamp
                camera.hand.kind = command
                camera.hand.command = gst-launch-1.0 -q "a b" ! fdsink fd=1
                """);

        CameraConfig cameras = DaemonConfig.read(file).cameras();

        assertThat(cameras.cameras())
                .containsExactly(
                        new CameraSettings(
                                "slit-lamp",
                                new SourceSettings.Mjpeg(
                                        URI.create("http://10.0.0.7/video"),
                                        Optional.of(new SourceSettings.Login("eye", Path.of("/etc/fovea/slit-lamp"))))),
                        new CameraSettings(
                                "hand",
                                new SourceSettings.Command(
                                        List.of("gst-launch-1.0", "-q", "a b", "!", "fdsink", "fd=1"))));
    }

    @Test
    void camerasThatAProgramReadsHaveSettingsToo() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), """
                camera.names = wall, usb, board
                camera.wall.kind = rtsp
                camera.wall.url = rtsp://10.0.0.7/eye
                camera.wall.user = eye
                camera.wall.password-file = /etc/fovea/wall
                camera.usb.kind = v4l2
                camera.usb.device = /dev/video0
                camera.usb.size = 1920x1080
                camera.usb.frame-rate = 15
                camera.usb.jpeg = box
                camera.board.kind = csi
                camera.board.sensor = 1
                """);

        assertThat(DaemonConfig.read(file).cameras().cameras().stream().map(CameraSettings::source))
                .containsExactly(
                        new SourceSettings.Rtsp(
                                URI.create("rtsp://10.0.0.7/eye"),
                                Optional.of(new SourceSettings.Login("eye", Path.of("/etc/fovea/wall"))),
                                SourceSettings.Maker.BOX),
                        new SourceSettings.V4l2(
                                Path.of("/dev/video0"),
                                Optional.of(new PictureSize(1920, 1080)),
                                15,
                                SourceSettings.Maker.BOX),
                        new SourceSettings.Csi(1, Optional.empty()));
        assertThat(refused("camera.names", "a", "camera.a.kind", "rtsp"))
                .startsWith("a camera's url must begin with rtsp://");
        assertThat(refused("camera.names", "a", "camera.a.kind", "v4l2"))
                .isEqualTo("a camera's device must be a path such as /dev/video0, was \"\"");
        assertThat(refused("camera.names", "a", "camera.a.size", "big"))
                .isEqualTo("camera.a.size must be a size such as 1920x1080, was big");
    }

    @Test
    void aCameraThatCannotBeIsRefused() {
        assertThat(refused("camera.names", "Left"))
                .isEqualTo("camera.names must be of 1 to 20 small letters, digits and dashes, was \"Left\"");
        assertThat(refused("camera.names", "a, a")).startsWith("camera.names must name each once");
        assertThat(refused("camera.names", "a")).startsWith("a camera's url must begin with http:// or https://");
        assertThat(refused("camera.names", "a", "camera.a.kind", "command"))
                .isEqualTo("a camera's command must name a program, was empty");
        assertThat(refused("camera.names", "a", "camera.a.url", "http://eye:secret@10.0.0.7/"))
                .isEqualTo("a camera's url must not carry a password: it belongs into a file")
                .doesNotContain("secret");
        assertThat(refused("camera.silence-max", "0s")).startsWith("camera.silence-max must be positive");
        assertThat(refused("camera.picture-bytes-max", "1GiB"))
                .startsWith("camera.picture-bytes-max must be 64KiB to 64MiB");
    }

    private static String refused(String... pairs) {
        Properties texts = new Properties();
        for (int i = 0; i < pairs.length; i += 2) {
            texts.setProperty(pairs[i], pairs[i + 1]);
        }
        return String.valueOf(
                catchThrowable(() -> DaemonConfig.from(new Settings(texts))).getMessage());
    }

    @Test
    void aDestinationHasSettingsOfItsOwn() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), """
                outbox.destinations = hub, archive-2
                outbox.hub.fhir-url = https://hub.example/fhir
                outbox.hub.fhir-token-file = /etc/fovea/hub.token
                outbox.archive-2.fhir-url = http://10.0.0.7/
                """);

        assertThat(DaemonConfig.read(file).outbox().servers())
                .extracting(server -> server.name() + " " + server.server() + " " + server.tokenFile())
                .containsExactly(
                        "hub https://hub.example/fhir Optional[/etc/fovea/hub.token]",
                        "archive-2 http://10.0.0.7/ Optional.empty");
    }

    @Test
    void anArchiveIsReachedByDicomOrByDicomWeb() throws Exception {
        Path certificate = Files.writeString(folder.resolve("pacs.pem"), someCertificate());
        Path file = Files.writeString(folder.resolve("fovea.properties"), """
                outbox.destinations = pacs, cloud
                outbox.pacs.dicom-host = 10.0.0.8
                outbox.pacs.dicom-title = PACS
                outbox.pacs.tls = true
                outbox.pacs.tls-trusted = %s
                outbox.cloud.stow-url = https://archive.example/dicom-web
                outbox.cloud.objects = sr
                """.formatted(certificate));

        OutboxConfig outbox = DaemonConfig.read(file).outbox();

        assertThat(outbox.nodes())
                .extracting(node ->
                        node.name() + " " + node.peer() + " as " + node.peer().calling() + " " + node.objects() + " "
                                + node.peer().tls().orElseThrow().trusted())
                .containsExactly("pacs PACS at 10.0.0.8:104 as FOVEA [SR3D, PDF, SC] Optional[" + certificate + "]");
        assertThat(outbox.webs())
                .extracting(web -> web.name() + " " + web.server() + " " + web.objects())
                .containsExactly("cloud https://archive.example/dicom-web [SR]");
    }

    private static String someCertificate() throws Exception {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init((KeyStore) null);
        X509TrustManager java = (X509TrustManager) trust.getTrustManagers()[0];
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(java.getAcceptedIssuers()[0].getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void aFileOfTlsIsReadAtTheStart() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), """
                worklist.host = ris
                worklist.tls = true
                worklist.tls-trusted = %s
                """.formatted(folder.resolve("nowhere.pem")));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DaemonConfig.read(file))
                .withMessageStartingWith("worklist.tls-trusted " + folder.resolve("nowhere.pem") + " cannot be read");
    }

    @Test
    void aFileThatHoldsNoCertificateIsRefusedByItsSetting() throws IOException {
        Path text = Files.writeString(folder.resolve("trusted.pem"), "-----BEGIN CERTIFICATE-----\nno\n");
        Path file = Files.writeString(folder.resolve("fovea.properties"), """
                outbox.destinations = a
                outbox.a.dicom-host = h
                outbox.a.dicom-title = A
                outbox.a.tls = true
                outbox.a.tls-trusted = %s
                """.formatted(text));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DaemonConfig.read(file))
                .withMessageStartingWith("outbox.a.tls-trusted " + text + " cannot be read");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "outbox.answer-max = 6min | outbox.answer-max must be 1s to 5min, was PT6M",
                "outbox.destinations = a\\noutbox.a.dicom-host = h\\noutbox.a.dicom-title = A"
                        + "\\noutbox.a.objects = xr | outbox.a.objects must be some of",
                "outbox.destinations = a\\noutbox.a.dicom-host = h\\noutbox.a.dicom-title = A"
                        + "\\noutbox.a.tls = true\\noutbox.a.tls-trusted = /nowhere.pem"
                        + " | outbox.a.tls-trusted /nowhere.pem cannot be read",
                "outbox.destinations = a\\noutbox.a.dicom-host = h\\noutbox.a.stow-url = http://h/"
                        + " | outbox.a.fhir-url must be the address",
                "outbox.destinations = a\\noutbox.a.dicom-host = h" + " | outbox.a.dicom-title must be 1 to 16",
                "outbox.destinations = a\\noutbox.a.dicom-host = h\\noutbox.a.dicom-title = A"
                        + "\\noutbox.a.tls-trusted = f | outbox.a.tls must be true",
                "outbox.destinations = a\\noutbox.a.dicom-host = h\\noutbox.a.dicom-title = A"
                        + "\\noutbox.a.tls-keystore = f"
                        + " | outbox.a.tls-keystore and outbox.a.tls-password-file must be given both",
                "outbox.destinations = a\\noutbox.a.stow-url = http://h/\\noutbox.a.objects = sr, sr"
                        + " | outbox.a.objects must be some of",
                "outbox.destinations = a\\noutbox.a.stow-url = http://h/\\noutbox.a.objects = xr"
                        + " | outbox.a.objects must be some of",
                "outbox.destinations = hub | outbox.hub.fhir-url must be the address of a server",
                "outbox.destinations = hub\\noutbox.hub.fhir-url = a b | outbox.hub.fhir-url must be the address",
                "outbox.destinations = Hub | outbox.destinations must be names of",
                "outbox.destinations = hub, hub | outbox.destinations must name each once, was [hub, hub]",
                "outbox.hub.fhir-url = http://hub/ | unknown setting outbox.hub.fhir-url"
            })
    void aDestinationThatCannotBeIsRefusedByItsName(String text, String sentence) throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), text.replace("\\n", "\n"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DaemonConfig.read(file))
                .withMessageStartingWith(sentence);
    }

    @Test
    void aWrongValueIsRefusedByItsName() throws IOException {
        Path file = Files.writeString(folder.resolve("fovea.properties"), "batch.size-max = 0\n");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> DaemonConfig.read(file))
                .withMessage("batch.size-max must be at least 1, was 0");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> DaemonConfig.read(folder.resolve("nowhere.properties")))
                .withMessageContaining("nowhere.properties cannot be read");
    }

    private static Properties documented() {
        Properties properties = new Properties();
        try (InputStream in = DaemonConfig.class.getResourceAsStream("fovea.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new AssertionError("fovea.properties is on the class path", e);
        }
        return properties;
    }
}
