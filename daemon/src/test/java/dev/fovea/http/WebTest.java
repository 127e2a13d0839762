package dev.fovea.http;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.helidon.http.Status;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebTest {
    private static final Routes SERVICE = () -> List.of(
            Route.get(
                    "/things/{id}",
                    (request, response) ->
                            response.send(request.path().pathParameters().get("id"))),
            Route.get("/strict", (request, response) -> {
                Query query = Query.of(request, "limit", "since");
                response.send(query.number("limit", 5, 1, 9) + " "
                        + query.instant("since").map(Object::toString).orElse("-"));
            }),
            Route.get("/busy", (request, response) -> {
                throw Refusal.busy("the queue is full", Duration.ofMillis(1200));
            }),
            Route.get("/bug", (request, response) -> {
                throw new IllegalStateException("a secret of ours");
            }),
            Route.post("/refuse", (request, response) -> {
                throw Refusal.of(Status.UNSUPPORTED_MEDIA_TYPE_415, "not this");
            }),
            Route.post(
                    "/echo",
                    (request, response) -> response.send(request.content().as(byte[].class))));

    private static final int DRIPPING = 0;
    private static final int HUNG_UP = 1;
    private static final int ANSWERED = 2;

    private Talk talk;

    @BeforeAll
    void start() {
        WebSettings small = new WebSettings(
                "127.0.0.1",
                0,
                List.of("box.clinic"),
                1 << 20,
                16,
                64,
                Duration.ofMillis(300),
                Duration.ofMillis(900),
                Duration.ofHours(1),
                Duration.ofSeconds(1));
        talk = Talk.with(small, SERVICE);
    }

    @AfterAll
    void stop() {
        talk.close();
    }

    @Test
    void aRouteAnswersWithItsParameter() {
        assertThat(text(talk.get("/things/a%20b"))).isEqualTo("a b");
    }

    @Test
    void anUnknownPathIsToldAsJson() {
        var response = talk.get("/nothing");

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        assertThat(text(response)).isEqualTo("{\"error\":\"there is nothing at /nothing\"}");
    }

    @Test
    void aWrongMethodIsToldTheRightOnes() {
        var response = talk.post("/things/7", new byte[] {1});

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(header(response, "Allow")).isEqualTo("GET");
    }

    @Test
    void aMistypedParameterIsRefusedByName() {
        assertThat(text(talk.get("/strict?limt=3")))
                .isEqualTo("{\"error\":\"unknown query parameter \\\"limt\\\"; the known ones are limit, since\"}");
        assertThat(talk.get("/strict?limit=3&limit=4").statusCode()).isEqualTo(400);
        assertThat(text(talk.get("/strict?limit=10"))).contains("limit must be a whole number from 1 to 9, was");
        assertThat(text(talk.get("/strict?since=yesterday"))).contains("since must be a time such as");
        assertThat(text(talk.get("/strict?since=2026-11-22&limit=2"))).isEqualTo("2 2026-11-22T00:00:00Z");
    }

    @Test
    void aBusyAnswerSaysWhenToComeBackInWholeSecondsRoundedUp() {
        var response = talk.get("/busy");

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("2");
        assertThat(text(response)).isEqualTo("{\"error\":\"the queue is full\"}");
    }

    @Test
    void ourOwnFaultsKeepTheirDetailsToTheLog() {
        var response = talk.get("/bug");

        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(text(response)).doesNotContain("secret");
    }

    @Test
    void everyAnswerForbidsSniffingAndCaching() {
        var response = talk.get("/things/1");

        assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
        assertThat(header(response, "Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
    }

    @Test
    void aBodyOverTheCapIsRefusedBeforeItIsSent() {
        String answer = talk.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("\"error\"", " bytes, http.body-bytes-max");
    }

    @Test
    void aSenderWhoseBodyIsRefusedStillHearsWhy() {
        var response = talk.post("/refuse", new byte[900_000]);

        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(text(response)).isEqualTo("{\"error\":\"not this\"}");
    }

    @Test
    void anOverlongRequestLineOrHeaderIsRefused() {
        String line = talk.raw("GET /" + "a".repeat(20_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
        String header =
                talk.raw("GET /things/1 HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "a".repeat(40_000) + "\r\n\r\n");

        assertThat(line).startsWith("HTTP/1.1 4").contains("\"error\"");
        assertThat(header).startsWith("HTTP/1.1 4").contains("\"error\"");
    }

    @Test
    void aStrangersNameForOurAddressIsTurnedAway() {
        String rebound = talk.raw(get("evil.example:8080", ""));
        String named = talk.raw(get("BOX.clinic:8080", ""));
        String literal = talk.raw(get("192.168.1.7", ""));
        String six = talk.raw(get("[::1]:8080", ""));

        assertThat(rebound).startsWith("HTTP/1.1 403 ").contains("is not one of ours");
        assertThat(named).startsWith("HTTP/1.1 200 ");
        assertThat(literal).startsWith("HTTP/1.1 200 ");
        assertThat(six).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void anotherSitesPageMayNotPost() {
        assertThat(talk.raw(post("localhost:80", "Origin: https://evil.example\r\n")))
                .startsWith("HTTP/1.1 403 ");
        assertThat(talk.raw(post("localhost:80", "Origin: null\r\n"))).startsWith("HTTP/1.1 403 ");
        assertThat(talk.raw(post("localhost:80", "Origin: http://localhost:80\r\n")))
                .startsWith("HTTP/1.1 200 ");
        assertThat(talk.raw(post("localhost:80", ""))).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void aSilentSenderIsDropped() {
        String answer = talk.raw("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc");

        assertThat(answer).doesNotStartWith("HTTP/1.1 200 ");
    }

    @Test
    void aSenderThatDripsItsBodyIsDropped() throws Exception {
        try (Socket socket = talk.connect()) {
            socket.setSoTimeout(150);
            OutputStream out = socket.getOutputStream();
            out.write("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));

            int heard = DRIPPING;
            for (int i = 0; i < 1000 && heard == DRIPPING; i++) {
                heard = drip(out, socket);
            }

            assertThat(heard).isEqualTo(HUNG_UP);
        }
    }

    private static int drip(OutputStream out, Socket socket) throws IOException {
        try {
            out.write('a');
            return socket.getInputStream().read() < 0 ? HUNG_UP : ANSWERED;
        } catch (SocketTimeoutException stillReading) {
            return DRIPPING;
        } catch (SocketException reset) {
            return HUNG_UP;
        }
    }

    @Test
    void theRestOfARefusedBodyIsNotTakenForARequest() {
        String hidden = "GET /things/hidden HTTP/1.1\r\nHost: localhost\r\n\r\n";

        String answer = talk.raw(
                "POST /refuse HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + hidden.length() + "\r\n\r\n" + hidden);

        assertThat(answer).startsWith("HTTP/1.1 415 ").doesNotContain("200 OK");
    }

    @Test
    void aSettingOutOfRangeIsRefusedByName() {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> WebSettings.DEFAULT.at("127.0.0.1", 70_000))
                .withMessage("http.port must be within 0..65535, was 70000");
    }

    private static String get(String host, String headers) {
        return "GET /things/1 HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n" + headers + "\r\n";
    }

    private static String post(String host, String headers) {
        return "POST /echo HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 2\r\n" + headers
                + "\r\nhi";
    }
}
