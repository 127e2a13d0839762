package dev.fovea.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DaemonCamerasTest {
    private HttpServer daemon;

    @BeforeEach
    void start() throws IOException {
        daemon = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        daemon.start();
    }

    @AfterEach
    void stop() {
        daemon.stop(0);
    }

    private Optional<List<String>> lines(String path, String body) {
        daemon.createContext(path, exchange -> {
            byte[] text = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        return DaemonCameras.of("0.0.0.0", daemon.getAddress().getPort())
                .map(found -> found.stream()
                        .map(line -> String.join(" ", line.lines()))
                        .toList());
    }

    @Test
    void whatARunningDaemonSaysIsPassedOn() {
        String body = """
                {"cameras":[
                {"name":"a","state":"live","width":64,"height":48},
                {"name":"b","state":"refused","trouble":"it answered 404"},
                {"name":"c","state":"stalled"}]}""";

        List<String> lines = lines("/v1/cameras", body).orElseThrow();

        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).startsWith("ok").contains("connected camera a", "64 x 48 pixels");
        assertThat(lines.get(1)).startsWith("FAULT").contains("connected camera b", "it answered 404", "camera.b.");
        assertThat(lines.get(2)).startsWith("FAULT").contains("connected camera c", "stalled");
    }

    @Test
    void anotherProgramOnThatPortSaysNothing() {
        assertThat(lines("/v1/cameras", "<html>")).isEmpty();
    }

    @Test
    void neitherDoesNobody() {
        daemon.stop(0);

        assertThat(DaemonCameras.of("127.0.0.1", daemon.getAddress().getPort())).isEmpty();
        assertThat(DaemonCameras.of("127.0.0.1", 0)).isEmpty();
    }
}
