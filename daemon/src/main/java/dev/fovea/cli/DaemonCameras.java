package dev.fovea.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fovea.cli.Diagnosis.Ill;
import dev.fovea.cli.Diagnosis.Well;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a running daemon says of its cameras. To connect to them beside it would take them from it: a video device
/// serves one program at a time, and so do many network cameras.
final class DaemonCameras {
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DaemonCameras() {}

    /// @param host as the daemon's `http.host`
    /// @return empty when no daemon answers there
    static Optional<List<Diagnosis>> of(String host, int port) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build()) {
            HttpRequest request = HttpRequest.newBuilder(address(host, port))
                    .timeout(ANSWER_MAX)
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            JsonNode cameras = JSON.readTree(answer.body()).path("cameras");
            return answer.statusCode() == 200 && cameras.isArray() ? Optional.of(lines(cameras)) : Optional.empty();
        } catch (IOException | URISyntaxException nobodyThere) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static URI address(String host, int port) throws IOException, URISyntaxException {
        InetAddress address = InetAddress.getByName(host);
        String reached = address.isAnyLocalAddress() ? "127.0.0.1" : host;
        return new URI("http", null, reached, port, "/v1/cameras", null, null);
    }

    private static List<Diagnosis> lines(JsonNode cameras) {
        List<Diagnosis> lines = new ArrayList<>();
        for (JsonNode camera : cameras) {
            String name = camera.path("name").asText();
            String state = camera.path("state").asText();
            if (state.equals("live")) {
                lines.add(new Well(
                        ConnectionChecks.subject(name),
                        "the running daemon gets pictures of "
                                + camera.path("width").asInt() + " x "
                                + camera.path("height").asInt() + " pixels"));
            } else {
                lines.add(new Ill(
                        ConnectionChecks.subject(name),
                        "the running daemon gets no picture: "
                                + camera.path("trouble").asText(state),
                        "Check cable, power and the settings camera." + name
                                + "....; docs/cameras.md goes through it."));
            }
        }
        return lines;
    }
}
