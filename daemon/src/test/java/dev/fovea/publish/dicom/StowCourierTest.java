package dev.fovea.publish.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fovea.dicom.Part10;
import dev.fovea.dicom.net.StoreClient.Encoding;
import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier.Answer;
import dev.fovea.store.StoreException;
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
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

/// A report on its way into an archive that speaks DICOMweb, which is a small one of ours here.
@Timeout(30)
class StowCourierTest {
    private static final Report REPORT = new Report(
            "E1", 1, "T", Optional.empty(), Instant.parse("2026-11-22T12:00:00Z"), "0".repeat(64), "{\"eyes\":[]}");
    private static final DicomObject OBJECT =
            new DicomObject("1.2", "1.2.3", List.of(new Encoding("1.2.840.10008.1.2.1", () -> new byte[] {9, 8})));
    private static final String STORED = """
            {"00081199":{"vr":"SQ","Value":[{"00081150":{"vr":"UI","Value":["1.2"]},
             "00081155":{"vr":"UI","Value":["1.2.3"]}}]}}""";

    @TempDir
    Path folder;

    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private HttpServer server;
    private volatile int status = 200;
    private volatile String words = STORED;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/dicom-web/studies", this::serve);
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
        threads.close();
    }

    private void serve(HttpExchange exchange) throws IOException {
        heads.add(exchange.getRequestMethod() + " "
                + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        bodies.add(exchange.getRequestBody().readAllBytes());
        byte[] said = words.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    private StowCourier courier(Optional<Path> token, ObjectSource source) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/dicom-web");
        return new StowCourier(
                new StowSettings("archive", base, token, Duration.ofSeconds(20), List.of(Kind.SR3D)), source);
    }

    @Test
    void theObjectIsPostedAsOneFileTheSameEachTime() throws Exception {
        Path token = Files.writeString(folder.resolve("token"), "secret\n");
        try (StowCourier courier = courier(Optional.of(token), _ -> OBJECT)) {
            assertThat(courier.carry(REPORT)).isEqualTo(new Answer.Delivered());
            assertThat(courier.carry(REPORT)).isEqualTo(new Answer.Delivered());
        }

        assertThat(heads.getFirst())
                .matches("POST multipart/related; type=\"application/dicom\"; boundary=fovea-[0-9a-f-]{36}"
                        + " Bearer secret");
        String file = new String(
                Part10.file("1.2", "1.2.3", "1.2.840.10008.1.2.1", new byte[] {9, 8}), StandardCharsets.ISO_8859_1);
        assertThat(new String(bodies.getFirst(), StandardCharsets.ISO_8859_1))
                .contains("\r\nContent-Type: application/dicom\r\n\r\n" + file + "\r\n--fovea-");
        assertThat(bodies.get(1)).isEqualTo(bodies.get(0));
    }

    /// PS3.18 10.5.3 and annex I.2: the status code of the response alone says nothing of one object.
    @ParameterizedTest
    @CsvSource({
        "200, 00081199, 1.2.3, , , Delivered",
        "202, 00081199, 1.2.3, , , Delivered",
        "200, 00081199, 9.9.9, , , Later",
        "200, 00081199, 1.2.3, 00081196, 45056, Refused",
        "200, 00081198, 1.2.3, 00081197, 43264, Refused",
        "409, 00081198, 1.2.3, 00081197, 42752, Later",
        "409, 00081198, 1.2.3, 00081197, 273, Delivered",
        "409, 00081198, 1.2.3, 00081197, 0, Later",
    })
    void onlyAnAnswerThatNamesTheObjectAsStoredIsADelivery(ArgumentsAccessor line) {
        int code = Integer.parseInt(String.valueOf(line.getString(0)));
        String reason = line.getString(3) == null
                ? ""
                : ",\"" + line.getString(3) + "\":{\"Value\":[" + line.getString(4) + "]}";
        String said = "{\"" + line.getString(1) + "\":{\"Value\":[{\"00081155\":{\"Value\":[\"" + line.getString(2)
                + "\"]}" + reason + "}]}}";

        assertThat(StowCourier.answer("1.2.3", code, said).getClass().getSimpleName())
                .isEqualTo(line.getString(5));
        assertThat(StowCourier.answer("1.2.3", code, "[" + said + "]")
                        .getClass()
                        .getSimpleName())
                .isEqualTo(line.getString(5));
    }

    @ParameterizedTest
    @CsvSource({
        "200, , Later",
        "200, <xml/>, Later",
        "400, no, Refused",
        "415, no, Refused",
        "401, no, Later",
        "503, no, Later"
    })
    void anAnswerThatNamesNoObjectIsNoDelivery(int code, String said, String answer) {
        Answer is = StowCourier.answer("1.2.3", code, said == null ? "" : said);

        assertThat(is.getClass().getSimpleName()).isEqualTo(answer);
    }

    @Test
    void aReportThatBecomesNoObjectIsRefusedAndAFileThatCannotBeReadIsTriedAgain() throws Exception {
        try (StowCourier unfit = courier(Optional.empty(), _ -> {
                    throw new UnfitReportException("two patients");
                });
                StowCourier unread = courier(Optional.empty(), _ -> {
                    throw new StoreException("the disk does not answer");
                })) {
            assertThat(unfit.carry(REPORT)).isEqualTo(new Answer.Refused("two patients"));
            assertThat(unread.carry(REPORT)).isInstanceOf(Answer.Later.class);
        }
        assertThat(heads).isEmpty();
    }

    @Test
    void aStopWhileTheObjectIsMadeIsNoAttempt() {
        try (StowCourier stopped = courier(Optional.empty(), _ -> {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("the daemon is stopping");
        })) {
            assertThatThrownBy(() -> stopped.carry(REPORT)).isInstanceOf(InterruptedException.class);
        }
    }

    @Test
    void aTokenThatCannotBeReadIsTriedAgain() throws Exception {
        try (StowCourier courier = courier(Optional.of(folder.resolve("absent")), _ -> OBJECT)) {
            assertThat(courier.carry(REPORT)).isInstanceOf(Answer.Later.class);
        }
    }

    @Test
    void anAddressIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new StowSettings(
                        "archive", URI.create("ftp://x"), Optional.empty(), Duration.ofSeconds(1), List.of(Kind.SR)))
                .withMessageStartingWith("outbox.archive.stow-url must be the address of a server");
    }
}
