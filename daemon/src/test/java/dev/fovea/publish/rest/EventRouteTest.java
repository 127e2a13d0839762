package dev.fovea.publish.rest;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.http.Talk;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EventRouteTest {
    private static final Capture FIRST = Samples.capture(1, "E1", Laterality.RIGHT);
    private static final Capture SECOND = Samples.capture(2, "E1", Laterality.LEFT);

    private final FakeArchive archive = new FakeArchive();
    private final EventRoute events = new EventRoute(
            archive,
            new CaptureJson(() -> List.of(Samples.CARD)),
            2,
            new EventRoute.Patience(
                    Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofMillis(300), Duration.ofSeconds(3)));
    private Talk talk;

    @BeforeEach
    void start() {
        talk = Talk.to(events);
    }

    @AfterEach
    void stop() {
        events.close();
        talk.close();
    }

    @Test
    void eventsComeAsTheyHappen() throws Exception {
        try (BufferedReader stream = listen()) {
            awaitListeners(1);
            archive.put(Samples.waiting(FIRST));
            archive.put(Samples.found(FIRST, 0.9));

            assertThat(message(stream))
                    .contains("id:1", "event:accepted")
                    .anyMatch(line -> line.startsWith("data:{\"id\":\"" + FIRST.id() + "\""));
            assertThat(message(stream))
                    .contains("id:2", "event:answered")
                    .anyMatch(line -> line.contains("\"verdict\":\"refer\""));
        }
    }

    @Test
    void anAdditionToAnExamIsToldByItsName() throws Exception {
        try (BufferedReader stream = listen()) {
            awaitListeners(1);
            archive.chart("E \"1\"");

            assertThat(message(stream)).contains("id:1", "event:charted", "data:{\"exam\":\"E \\\"1\\\"\"}");
        }
    }

    @Test
    void anEventSaysThatAnAnswerIsUncertain() throws Exception {
        try (BufferedReader stream = listen()) {
            awaitListeners(1);
            archive.put(Samples.doubted(FIRST, 0.1, 4));

            assertThat(message(stream))
                    .contains("event:answered")
                    .anyMatch(
                            line -> line.contains("\"verdict\":\"uncertain\"") && line.contains("\"code\":\"unlike\""));
        }
    }

    @Test
    void aListenerThatComesBackGetsWhatItMissed() throws Exception {
        archive.put(Samples.waiting(FIRST));
        archive.put(Samples.found(FIRST, 0.9));
        archive.put(Samples.waiting(SECOND));

        try (BufferedReader byHeader = listen("/v1/events", "Last-Event-ID", "1");
                BufferedReader byQuery = listen("/v1/events?lastEventId=2")) {
            assertThat(message(byHeader)).contains("id:2");
            assertThat(message(byHeader)).contains("id:3");
            assertThat(message(byQuery)).contains("id:3");
        }
    }

    @Test
    void aQuietStreamStillBeats() throws Exception {
        try (BufferedReader stream = listen()) {
            assertThat(stream.readLine()).isEqualTo(": listening");
            assertThat(stream.readLine()).isEmpty();
            assertThat(stream.readLine()).isEqualTo(": still here");
        }
    }

    @Test
    void aListenerTooManyIsToldToComeBack() throws Exception {
        try (BufferedReader first = listen();
                BufferedReader second = listen()) {
            HttpResponse<byte[]> third = talk.get("/v1/events");

            assertThat(first.readLine()).isEqualTo(second.readLine());
            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(header(third, "Retry-After")).isEqualTo("5");
        }
    }

    @Test
    void anEventNumberThatIsNoneIsRefused() {
        HttpResponse<byte[]> response = talk.get("/v1/events", "Last-Event-ID", "-3");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("Last-Event-ID must be the number of an event");
    }

    @Test
    void aListenerThatLeftIsLetGo() throws Exception {
        try (BufferedReader stream = listen()) {
            assertThat(stream.readLine()).isEqualTo(": listening");
            awaitListeners(1);
        }

        awaitListeners(0);
    }

    @Test
    void aStreamEndsAfterItsTimeHoweverMuchHappens() throws Exception {
        try (BufferedReader stream = listen()) {
            awaitListeners(1);
            String line = "";
            while (line != null) {
                archive.put(Samples.waiting(FIRST));
                for (line = stream.readLine(); line != null && !line.isEmpty(); line = stream.readLine()) {}
            }
        }

        awaitListeners(0);
    }

    @Test
    void aListenerThatReadsNothingLosesItsPlace() throws Exception {
        try (Socket socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), talk.port()));
            socket.getOutputStream()
                    .write("GET /v1/events HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            awaitListeners(1);

            assertThatIllegalStateException()
                    .isThrownBy(() -> flood())
                    .withMessage("a listener took no event for 2000 ms");

            awaitListeners(0);
        }
    }

    /// More than the sockets' buffers hold, so that the stream has to wait for its listener.
    private void flood() {
        for (int i = 0; i < 1_000_000; i++) {
            archive.put(Samples.waiting(FIRST));
        }
    }

    @Test
    void aPageOfAnotherSiteMayNotListen() {
        HttpResponse<byte[]> response = talk.get("/v1/events", "Sec-Fetch-Site", "cross-site");

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(text(response)).contains("a page of another site may not listen here");
    }

    @Test
    void closingEndsTheStreamsAtOnce() throws Exception {
        try (BufferedReader stream = listen()) {
            awaitListeners(1);
            events.close();

            String last = stream.readLine();
            while (last != null) {
                last = stream.readLine();
            }
        }

        awaitListeners(0);
    }

    private void awaitListeners(int count) {
        while (archive.listening() != count) {
            Thread.onSpinWait();
        }
    }

    private BufferedReader listen() {
        return listen("/v1/events");
    }

    private BufferedReader listen(String path, String... headers) {
        var response = talk.open(path, headers);
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(header(response, "Content-Type")).startsWith("text/event-stream");
        return new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    /// The lines of the next message that is not a comment.
    private static List<String> message(BufferedReader stream) throws IOException {
        while (true) {
            List<String> lines = new java.util.ArrayList<>();
            for (String line = stream.readLine(); line != null && !line.isEmpty(); line = stream.readLine()) {
                lines.add(line);
            }
            if (lines.stream().anyMatch(line -> line.startsWith("data:"))) {
                return lines;
            }
        }
    }
}
