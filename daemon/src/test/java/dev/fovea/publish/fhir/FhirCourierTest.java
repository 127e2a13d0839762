package dev.fovea.publish.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A report on its way into a FHIR server, which is a small one of ours here.
@Timeout(30)
class FhirCourierTest {
    private static final Report REPORT = new Report(
            "E1", 1, "T", Optional.empty(), Instant.parse("2026-11-22T12:00:00Z"), "0".repeat(64), "{\"eyes\":[]}");

    @TempDir
    Path folder;

    private final Map<String, byte[]> kept = new ConcurrentHashMap<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final CountDownLatch over = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private FhirCourier courier;
    private volatile int status = 201;
    private volatile String words = "";
    private volatile boolean endless;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/fhir/", this::serve);
        server.start();
        courier = new FhirCourier(settings(Optional.empty(), Duration.ofSeconds(20)));
    }

    private FhirSettings settings(Optional<Path> token, Duration answerMax) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/fhir");
        return new FhirSettings("hub", base, token, answerMax);
    }

    private void serve(HttpExchange exchange) throws IOException {
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (status < 300) {
            kept.put(exchange.getRequestMethod() + " " + exchange.getRequestURI(), body);
        }
        byte[] said = words.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, endless || said.length > 0 ? 0 : -1);
        if (said.length > 0) {
            exchange.getResponseBody().write(said);
            exchange.getResponseBody().flush();
        }
        if (endless) {
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        exchange.close();
    }

    @AfterEach
    void close() {
        over.countDown();
        courier.close();
        server.stop(0);
        threads.close();
    }

    @Test
    void aReportIsPutUnderAnIdOfItsOwnAndIsThereOnceHoweverOftenItIsSent() throws InterruptedException {
        assertThat(courier.carry(REPORT)).isEqualTo(new Answer.Delivered());
        status = 200;
        words = "x".repeat(1 << 20);
        assertThat(courier.carry(REPORT)).isEqualTo(new Answer.Delivered());

        assertThat(kept).containsOnlyKeys("PUT /fhir/Bundle/" + FhirBundle.id(REPORT));
        assertThat(kept.values().iterator().next()).isEqualTo(FhirBundle.of(REPORT));
    }

    @Test
    void theSameEditionFinishedAnewIsAnotherBundle() throws InterruptedException {
        Report anew = new Report(
                "E1", 1, "Dr. A", Optional.of("soon"), REPORT.madeAt().plusSeconds(60), REPORT.basis(), REPORT.exam());

        assertThat(courier.carry(REPORT)).isEqualTo(new Answer.Delivered());
        assertThat(courier.carry(anew)).isEqualTo(new Answer.Delivered());

        assertThat(kept).hasSize(2);
        List<String> identifiers = kept.values().stream()
                .map(body -> new String(body, StandardCharsets.UTF_8).replaceAll(".*urn:fovea:report", ""))
                .toList();
        assertThat(identifiers).doesNotHaveDuplicates();
    }

    @Test
    void aReportThatIsNoJsonIsRefusedAndNotSent() throws InterruptedException {
        Report broken = new Report("E1", 1, "T", Optional.empty(), REPORT.madeAt(), REPORT.basis(), "{\"eyes\":");

        assertThat(courier.carry(broken)).isEqualTo(new Answer.Refused("the report of exam \"E1\" is not JSON"));
        assertThat(tokens).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 413, 415, 422})
    void whatTheServerWillNotHaveIsRefusedWithItsWords(int code) throws InterruptedException {
        status = code;
        words = "no such\n  patient" + "!".repeat(100_000);

        assertThat(courier.carry(REPORT))
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.reason())
                                .startsWith("status " + code + " no such patient!!!")
                                .hasSizeLessThan(400));
    }

    @ParameterizedTest
    @ValueSource(ints = {202, 204, 302, 401, 403, 404, 409, 429, 500, 503})
    void everythingElseIsTriedAgain(int code) throws InterruptedException {
        status = code;

        assertThat(courier.carry(REPORT)).isEqualTo(new Answer.Later("status " + code));
    }

    @Test
    void aServerThatIsNotThereIsTriedAgain() throws InterruptedException {
        server.stop(0);

        assertThat(courier.carry(REPORT)).isInstanceOf(Answer.Later.class);
    }

    @Test
    void anAnswerThatDoesNotEndIsNotWaitedForLongerThanSet() throws InterruptedException {
        endless = true;
        words = "{";
        try (FhirCourier hasty = new FhirCourier(settings(Optional.empty(), Duration.ofMillis(300)))) {
            assertThat(hasty.carry(REPORT))
                    .isInstanceOfSatisfying(
                            Answer.Later.class,
                            later -> assertThat(later.reason()).endsWith("did not answer within PT0.3S"));
        }
    }

    @Test
    void whatCannotBeATokenIsNotRepeatedToAnybody() throws Exception {
        Path token = Files.writeString(folder.resolve("no-token"), "\uFEFFsecret\n");
        try (FhirCourier courier = new FhirCourier(settings(Optional.of(token), Duration.ofSeconds(20)))) {
            assertThat(courier.carry(REPORT).toString())
                    .contains("no-token cannot be a token")
                    .doesNotContain("secret");
        }
    }

    @Test
    void theTokenIsReadAnewEachTime() throws IOException, InterruptedException {
        Path token = folder.resolve("token");
        try (FhirCourier known = new FhirCourier(settings(Optional.of(token), Duration.ofSeconds(20)))) {
            assertThat(known.carry(REPORT)).isInstanceOf(Answer.Later.class);
            Files.writeString(token, "first\n");
            known.carry(REPORT);
            Files.writeString(token, "second\n");
            known.carry(REPORT);
        }

        assertThat(tokens).containsExactly("Bearer first", "Bearer second");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ftp://hub/fhir", "hub:8080", "http:///fhir"})
    void anAddressThatIsNoServersIsRefusedByItsName(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FhirSettings("hub", URI.create(url), Optional.empty(), Duration.ofSeconds(1)))
                .withMessage("outbox.hub.fhir-url must be the address of a server such as https://archive.example/fhir,"
                        + " was \"" + url + "\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://hub/fhir?x=secret", "http://hub/fhir#secret", "http://user:secret@hub/"})
    void anAddressThatMayHoldASecretIsRefusedWithoutRepeatingIt(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new FhirSettings("hub", URI.create(url), Optional.empty(), Duration.ofSeconds(1)))
                .withMessageStartingWith("outbox.hub.fhir-url must have no password")
                .withMessageNotContaining("secret");
    }
}
