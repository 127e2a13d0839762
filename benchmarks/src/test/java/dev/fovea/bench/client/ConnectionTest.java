package dev.fovea.bench.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class ConnectionTest {
    private static final Duration WAIT = Duration.ofSeconds(10);

    @Test
    void theBodysPartsArriveAsOne() throws Exception {
        try (FakeServer server = new FakeServer(request -> FakeServer.answer(201, new String(request.body(), UTF_8)));
                Connection connection = new Connection(server.url(), WAIT)) {
            Reply reply =
                    connection.send(Call.post("/x", Map.of(), List.of("ab".getBytes(UTF_8), "cd".getBytes(UTF_8))));

            assertThat(reply.status()).isEqualTo(201);
            assertThat(reply.text()).isEqualTo("abcd");
        }
    }

    @Test
    void oneConnectionServesManyRequests() throws Exception {
        try (FakeServer server = new FakeServer(_ -> FakeServer.answer(200, "ok"));
                Connection connection = new Connection(server.url(), WAIT)) {
            for (int i = 0; i < 5; i++) {
                connection.send(Call.get("/"));
            }

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void chunkedAnswersAreJoined() throws Exception {
        String chunked = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nabcd\r\n3;x=y\r\nefg\r\n0\r\n\r\n";
        try (FakeServer server = new FakeServer(_ -> chunked);
                Connection connection = new Connection(server.url(), WAIT)) {
            assertThat(connection.send(Call.get("/")).text()).isEqualTo("abcdefg");
            assertThat(connection.send(Call.get("/")).text()).isEqualTo("abcdefg");
        }
    }

    @Test
    void aRefusalBeforeTheBodyWasReadIsStillRead() throws Exception {
        FakeServer.Script script = new FakeServer.Script() {
            @Override
            public String answer(FakeServer.Request request) {
                return "HTTP/1.1 413 Too Large\r\nConnection: close\r\nContent-Length: 3\r\n\r\nbig";
            }

            @Override
            public boolean readsBodies() {
                return false;
            }
        };
        try (FakeServer server = new FakeServer(script);
                Connection connection = new Connection(server.url(), WAIT)) {
            Reply reply = connection.send(Call.post("/", Map.of(), List.of(new byte[2 << 20])));

            assertThat(reply.status()).isEqualTo(413);
            assertThat(reply.text()).isEqualTo("big");
        }
    }

    @Test
    void anAnswerCutOffIsAFailureAndTheNextRequestConnectsAgain() throws Exception {
        try (FakeServer server = new FakeServer(request -> request.head().startsWith("GET /cut") ? "" : ok());
                Connection connection = new Connection(server.url(), WAIT)) {
            connection.send(Call.get("/"));

            assertThatExceptionOfType(IOException.class).isThrownBy(() -> connection.send(Call.get("/cut")));
            assertThat(connection.send(Call.get("/")).status()).isEqualTo(200);
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aContinueIsNotTheAnswer() throws Exception {
        try (FakeServer server = new FakeServer(_ -> "HTTP/1.1 100 Continue\r\n\r\n" + ok());
                Connection connection = new Connection(server.url(), WAIT)) {
            assertThat(connection.send(Call.get("/")).status()).isEqualTo(200);
        }
    }

    @Test
    void fieldsAreEncodedIntoTheQuery() {
        Call call = FoveaClient.upload(
                Map.of("exam", "a b&c"), Optional.of("k1"), Optional.of(Duration.ofSeconds(2)), List.of(new byte[1]));

        assertThat(call.path()).isEqualTo("/v1/captures?exam=a+b%26c&wait=2000ms");
        assertThat(call.headers()).containsEntry("Idempotency-Key", "k1");
    }

    @Test
    void metricsAreSummedByLabel() {
        Metrics metrics = Metrics.parse("""
                # HELP x help
                x_total{reason="A",task="f"} 3.0
                x_total{reason="B",task="f"} 4
                x_total_created{reason="A"} 1.7e9
                plain 2
                """);

        assertThat(metrics.sum("x_total")).isEqualTo(7);
        assertThat(metrics.sum("x_total", "reason=\"A\"")).isEqualTo(3);
        assertThat(metrics.sum("plain")).isEqualTo(2);
    }

    @Test
    void aCaptureIsReadWithItsAnswer() {
        CaptureSeen seen = CaptureSeen.parse("""
                {"id":"i","exam":"e","patient":null,"laterality":"OD","sha256":"s","state":"answered","result":
                {"outcome":"findings","scores":[{"class":"a","probability":0.25}],"timesMs":{"decode":1.5},
                "answeredAt":"t"}}""".getBytes(UTF_8));

        assertThat(seen)
                .isEqualTo(new CaptureSeen(
                        "i",
                        "e",
                        Optional.empty(),
                        "OD",
                        "s",
                        "answered",
                        Optional.of(
                                new CaptureSeen.Answer("findings", Map.of("a", 0.25), Map.of("decode", 1.5), "t"))));
    }

    private static String ok() {
        return FakeServer.answer(200, "ok");
    }

    private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;
}
