package dev.fovea.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.fovea.bundle.BundleException;
import dev.fovea.bundle.TinyBundle;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.model.Capture;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.Spool;
import dev.fovea.spool.Submission;
import dev.fovea.spool.Surroundings;
import dev.fovea.store.DataFolder;
import dev.fovea.store.Database;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The whole daemon, with its built-in model, through its real doors.
@Timeout(120)
class DaemonTest {
    private static final byte[] EYE = DrawnEye.healthy(Laterality.RIGHT, 3).jpeg(800, 600);

    @TempDir
    private Path folder;

    @Test
    void aPhotographComesInAndItsOwnAnswerGoesOut() throws Exception {
        try (Daemon daemon = Daemon.start(config())) {
            JsonNode answer = post(daemon, EYE, "exam=E1&patient=P1&laterality=OD&source=drawing");

            assertThat(daemon.trouble()).isEmpty();
            assertThat(answer.path("state").asText()).isEqualTo("answered");
            assertThat(answer.path("patient").asText()).isEqualTo("P1");
            assertThat(answer.path("drawing").asBoolean()).isTrue();
            assertThat(answer.at("/result/outcome").asText()).isEqualTo("findings");
            assertThat(answer.at("/result/scores")).hasSize(4);
            assertThat(answer.at("/result/model/engine").asText()).isEqualTo("onnxruntime-cpu");
            assertThat(get(daemon, "/v1/captures/" + answer.path("id").asText()).at("/result/verdict"))
                    .isEqualTo(answer.at("/result/verdict"));
        }
    }

    @Test
    void aPhotographTooDarkIsAnsweredWithAdvice() throws Exception {
        byte[] dark = DrawnEye.healthy(Laterality.LEFT, 3).withShot(Shot.DARK).jpeg(800, 600);
        try (Daemon daemon = Daemon.start(config())) {
            JsonNode answer = post(daemon, dark, "laterality=OS&source=drawing");

            assertThat(answer.at("/result/outcome").asText()).isEqualTo("ungradable");
            assertThat(answer.at("/result/fault/code").asText()).isEqualTo("too-dark");
            assertThat(answer.at("/result/fault/advice").asText()).isNotBlank();
        }
    }

    @Test
    void whatWasAcceptedBeforeTheEndIsAnsweredAfterTheNextStart() throws Exception {
        Capture accepted = acceptWithoutGrading();

        try (Daemon daemon = Daemon.start(config())) {
            JsonNode found = get(daemon, "/v1/captures/" + accepted.id());
            while (found.path("state").asText().equals("waiting")) {
                Thread.onSpinWait();
                found = get(daemon, "/v1/captures/" + accepted.id());
            }

            assertThat(found.path("state").asText()).isEqualTo("answered");
            assertThat(found.path("patient").asText()).isEqualTo("P7");
            assertThat(found.path("sha256").asText())
                    .isEqualTo(accepted.content().hex());
        }
    }

    @Test
    void everyAcceptedPhotographIsAccountedFor() throws Exception {
        try (Daemon daemon = Daemon.start(config())) {
            post(daemon, EYE, "exam=E1");
            post(daemon, EYE, "exam=E1");
            post(daemon, EYE, "exam=E2");

            JsonNode tally = get(daemon, "/v1/status").path("tally");

            assertThat(tally.path("accepted").asInt()).isEqualTo(2);
            assertThat(tally.path("answered").asInt()
                            + tally.path("inFlight").asInt()
                            + tally.path("deadLetter").asInt())
                    .isEqualTo(2);
        }
    }

    @Test
    void aModelThatIsNotSureIsHeardAtEveryDoorAndAfterARestart() throws Exception {
        Path bundle = TinyBundle.write(
                folder.resolve("scratch"),
                manifest -> manifest.withObject("/outOfDistribution").put("threshold", 1e-6));
        Files.move(bundle, Files.createDirectory(folder.resolve("models")).resolve("eyes2"));
        Properties texts = texts();
        texts.setProperty("models.tasks", "eyes2");
        texts.setProperty("models.folder", folder.resolve("models").toString());
        texts.setProperty("models.unsigned-allowed", "true");
        DaemonConfig config = DaemonConfig.from(new Settings(texts));
        JsonNode answer;
        try (Daemon daemon = Daemon.start(config)) {
            answer = post(daemon, EYE, "exam=E1&laterality=OD&source=drawing").path("result");

            assertThat(answer.path("verdict").asText()).isEqualTo("uncertain");
            assertThat(answer.path("doubts"))
                    .extracting(doubt -> doubt.path("code").asText())
                    .containsExactly("unlike", "borderline");
            assertThat(text(daemon, "/metrics"))
                    .contains("fovea_verdicts_total{task=\"eyes2\",verdict=\"uncertain\"} 1.0")
                    .contains("fovea_out_of_distribution_total{task=\"eyes2\"} 1.0");
            assertThat(get(daemon, "/v2/models/eyes2").at("/outputs/3/name").asText())
                    .isEqualTo("distance");
        }

        try (Daemon daemon = Daemon.start(config)) {
            JsonNode exam = get(daemon, "/v1/exams/E1");

            assertThat(exam.path("status").asText()).isEqualTo("uncertain");
            assertThat(exam.at("/captures/0/result")).isEqualTo(answer);
        }
    }

    @Test
    void aFinishedExamArrivesAtTheServerInTheSettings() throws Exception {
        BlockingQueue<String> arrived = new LinkedBlockingQueue<>();
        HttpServer hub = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        hub.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(201, -1);
            exchange.close();
            arrived.add(exchange.getRequestMethod() + " " + body);
        });
        hub.start();
        Properties texts = texts();
        texts.setProperty("outbox.destinations", "hub");
        texts.setProperty(
                "outbox.hub.fhir-url", "http://127.0.0.1:" + hub.getAddress().getPort() + "/fhir");
        try (Daemon daemon = Daemon.start(DaemonConfig.from(new Settings(texts)))) {
            post(daemon, EYE, "exam=E1&patient=P1&laterality=OD&source=drawing");
            send(HttpRequest.newBuilder(uri(daemon, "/v1/exams/E1/finish"))
                    .POST(BodyPublishers.ofString("{\"author\":\"T\",\"remark\":\"one eye\"}")));

            assertThat(arrived.poll(60, TimeUnit.SECONDS))
                    .startsWith("PUT {\"resourceType\":\"Bundle\"")
                    .contains("\"P1\"");
            JsonNode delivery = get(daemon, "/v1/deliveries/1");
            while (delivery.path("state").asText().equals("pending")) {
                Thread.onSpinWait();
                delivery = get(daemon, "/v1/deliveries/1");
            }
            assertThat(delivery.path("state").asText()).isEqualTo("delivered");
            assertThat(text(daemon, "/metrics")).contains("fovea_outbox_deliveries{state=\"delivered\"} 1.0");
        } finally {
            hub.stop(0);
        }
    }

    @Test
    void aBadBundleIsRefusedAtStartWithTheReason() throws IOException {
        Path bundle = Files.createDirectories(folder.resolve("models/fundus4"));
        Files.writeString(bundle.resolve("manifest.json"), "{\"format\": 1, \"colour\": \"blue\"}");
        Properties texts = texts();
        texts.setProperty("models.folder", folder.resolve("models").toString());

        assertThatExceptionOfType(BundleException.class)
                .isThrownBy(() -> Daemon.start(DaemonConfig.from(new Settings(texts))))
                .withMessageContaining("fundus4");
    }

    private Capture acceptWithoutGrading() throws Exception {
        try (Database database = Database.open(new DataFolder(folder.resolve("data")), config().store());
                Spool spool = Spool.open(
                        database, config().spool(), Surroundings.quiet(InstantSource.system(), System::nanoTime))) {
            Identity identity = new Identity("E7", Optional.of("P7"), Laterality.RIGHT, "drawing", Optional.empty());
            Submission submission =
                    new Submission(identity, "fundus4", Priority.LIVE, Optional.empty(), Optional.empty());
            Acceptance acceptance =
                    spool.accept(spool.stage(new ByteArrayInputStream(EYE), Optional.empty(), 0), submission);
            return ((Acceptance.Accepted) acceptance).capture();
        }
    }

    private DaemonConfig config() {
        return DaemonConfig.from(new Settings(texts()));
    }

    private Properties texts() {
        Properties texts = new Properties();
        texts.setProperty("http.port", "0");
        texts.setProperty("data.folder", folder.resolve("data").toString());
        texts.setProperty("models.tasks", "fundus4");
        texts.setProperty("spool.live-wait-max", "1min");
        return texts;
    }

    private static JsonNode post(Daemon daemon, byte[] photograph, String query) throws Exception {
        return send(HttpRequest.newBuilder(uri(daemon, "/v1/captures?wait=30s&" + query))
                .POST(BodyPublishers.ofByteArray(photograph)));
    }

    private static JsonNode get(Daemon daemon, String path) throws Exception {
        return send(HttpRequest.newBuilder(uri(daemon, path)));
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        return new ObjectMapper().readTree(said(request));
    }

    private static String text(Daemon daemon, String path) throws Exception {
        return said(HttpRequest.newBuilder(uri(daemon, path)));
    }

    private static String said(HttpRequest.Builder request) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request.build(), BodyHandlers.ofString()).body();
        }
    }

    private static URI uri(Daemon daemon, String path) {
        return URI.create("http://127.0.0.1:" + daemon.port() + path);
    }
}
