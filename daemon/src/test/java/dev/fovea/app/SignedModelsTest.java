package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.bundle.Bundle;
import dev.fovea.bundle.BundleException;
import dev.fovea.bundle.BundleSigner;
import dev.fovea.bundle.SigningKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A clinic's own models, believed by the clinic's own key.
@Timeout(120)
class SignedModelsTest {
    private static final Path BUILT_IN = Path.of("../inference/src/main/resources/dev/fovea/bundle/fundus4");

    @TempDir
    private Path folder;

    private Path bundle = Path.of("");
    private Path key = Path.of("");

    @BeforeEach
    void aBundleSignedByTheClinic() throws IOException {
        bundle = folder.resolve("models/fundus4");
        copy(BUILT_IN, bundle);
        key = SigningKey.make(folder.resolve("keys"), "clinic");
        BundleSigner.sign(bundle, SigningKey.read(key));
    }

    @Test
    void theClinicsKeyIsTrustedWhenItsFolderIsNamed() {
        assertThat(models("models.keys", keys()).bundle("fundus4").signer()).contains("clinic");

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> models().bundle("fundus4"))
                .withMessageContaining("signed by the key clinic, which is not trusted here");
    }

    @Test
    void theBuiltInModelNeedsNoSetting() {
        Properties none = new Properties();

        Bundle builtIn = DaemonConfig.from(new Settings(none)).models().bundle("fundus4");

        assertThat(builtIn.signer()).contains("fovea-release");
    }

    @Test
    void anUnsignedModelNeedsTheSettingThatAllowsIt() throws IOException {
        Files.delete(bundle.resolve("manifest.sig"));

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> models("models.keys", keys()).bundle("fundus4"))
                .withMessageContaining("it is not signed");
        assertThat(models("models.unsigned-allowed", "true").bundle("fundus4").signer())
                .isEmpty();
    }

    @Test
    void theSettingIsTrueOrFalseAndNothingElse() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> models("models.unsigned-allowed", "yes"))
                .withMessage("models.unsigned-allowed must be true or false, was \"yes\"");
    }

    @Test
    void aBundleThatLosesItsSignatureIsNotTakenUpAndTheModelInUseStays() throws Exception {
        try (Daemon daemon = Daemon.start(config("models.keys", keys()))) {
            assertThat(send(daemon, HttpRequest.newBuilder(), "/v1/status").body())
                    .contains("\"signedBy\":\"clinic\"");
            Files.writeString(
                    bundle.resolve("manifest.json"), Files.readString(bundle.resolve("manifest.json")) + "\n");

            HttpResponse<String> refused = send(
                    daemon,
                    HttpRequest.newBuilder().POST(BodyPublishers.noBody()),
                    "/v2/repository/models/fundus4/load");

            assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
            assertThat(refused.body()).contains("signature by the key clinic does not fit");
            assertThat(send(daemon, HttpRequest.newBuilder(), "/v1/status").body())
                    .contains("\"signedBy\":\"clinic\"", "\"ready\":true");
        }
    }

    private String keys() {
        return folder.resolve("keys").toString();
    }

    private DaemonConfig.ModelSettings models(String... settings) {
        return config(settings).models();
    }

    private DaemonConfig config(String... settings) {
        Properties texts = new Properties();
        texts.setProperty("http.port", "0");
        texts.setProperty("data.folder", folder.resolve("data").toString());
        texts.setProperty("models.tasks", "fundus4");
        texts.setProperty("models.folder", folder.resolve("models").toString());
        for (int i = 0; i < settings.length; i += 2) {
            texts.setProperty(settings[i], settings[i + 1]);
        }
        return DaemonConfig.from(new Settings(texts));
    }

    private static HttpResponse<String> send(Daemon daemon, HttpRequest.Builder request, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + daemon.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.uri(uri).build(), BodyHandlers.ofString());
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(from)) {
            files = walk.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path target = to.resolve(from.relativize(file).toString());
            Files.createDirectories(target.getParent());
            Files.copy(file, target);
        }
    }
}
