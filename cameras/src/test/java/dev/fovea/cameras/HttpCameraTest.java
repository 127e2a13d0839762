package dev.fovea.cameras;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpCameraTest extends CameraContract {
    private FakeHttpCamera fake = new FakeHttpCamera();
    private Optional<SourceSettings.Login> login = Optional.empty();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path folder;

    @BeforeEach
    void open() {
        fake.open();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    @Override
    void plays(List<byte[]> pieces, boolean stays) {
        fake.plays(pieces, stays);
    }

    @Override
    void gone() {
        fake.close();
    }

    @Override
    FrameSource source() {
        return FrameSource.of(
                new SourceSettings.Mjpeg(URI.create("http://127.0.0.1:" + fake.port() + "/video"), login), 1 << 20);
    }

    @Test
    void aCameraWithAPasswordIsGivenItFromItsFile() throws IOException {
        fake.wants(
                "Basic " + Base64.getEncoder().encodeToString("eye:sesame".getBytes(StandardCharsets.UTF_8)),
                "Basic realm=\"camera\"");
        plays(List.of(SMALL), true);
        Path file = Files.writeString(folder.resolve("password"), "wrong\n");
        login = Optional.of(new SourceSettings.Login("eye", file));
        Camera started = start();

        CameraStatus shut = until(started, status -> status.state() == CameraState.UNAUTHORISED);
        assertThat(shut.trouble().orElseThrow()).contains("401").doesNotContain("wrong");
        Files.writeString(file, "sesame\n");

        assertThat(until(started, status -> status.state() == CameraState.LIVE).trouble())
                .isEmpty();
    }

    /// The response is `printf %s "$(printf %s eye:camera:sesame | md5sum | cut -d' ' -f1):7c1:$(printf %s GET:/video |
    /// md5sum | cut -d' ' -f1)" | md5sum`.
    @Test
    void aCameraThatKnowsDigestNeverSeesThePassword() throws IOException {
        fake.wants(
                "Digest username=\"eye\", realm=\"camera\", nonce=\"7c1\", uri=\"/video\","
                        + " response=\"44b7e90916e3d818d775e71e9f312b25\"",
                "Basic realm=\"camera\", Digest realm=\"camera\", nonce=\"7c1\"");
        plays(List.of(SMALL), true);
        login = Optional.of(new SourceSettings.Login("eye", Files.writeString(folder.resolve("password"), "sesame\n")));

        until(start(), status -> status.state() == CameraState.LIVE);

        assertThat(fake.shown()).hasSize(1);
    }

    @Test
    void aCameraThatWantsAnotherKindOfLoginSaysSo() throws IOException {
        fake.wants("Negotiate x", "Negotiate");
        login = Optional.of(new SourceSettings.Login("eye", Files.writeString(folder.resolve("password"), "sesame\n")));

        CameraStatus shut = until(start(), status -> status.state() == CameraState.UNAUTHORISED);

        assertThat(shut.trouble().orElseThrow()).contains("neither Basic nor a Digest");
        assertThat(fake.shown()).isEmpty();
    }

    @Test
    void aPageInsteadOfPicturesIsRefused() {
        fake.answers("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<html>");
        Camera started = start();

        CameraStatus refused = until(started, status -> status.state() == CameraState.REFUSED);

        assertThat(refused.trouble().orElseThrow()).contains("text/html");
    }

    @Test
    void anotherAddressIsNotFollowed() {
        fake.answers("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n");
        Camera started = start();

        assertThat(until(started, status -> status.state() == CameraState.REFUSED)
                        .trouble())
                .contains("it answered 302");
    }
}
