package dev.fovea.bench.client;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the benchmarks ask of a daemon. One thread at a time.
public final class FoveaClient implements AutoCloseable {
    private static final int PAGE = 500;
    private static final int PAGES_MAX = 2_000;

    private final Connection connection;

    public FoveaClient(URI server, Duration timeout) {
        this.connection = new Connection(server, timeout);
    }

    /// A photograph to send.
    ///
    /// @param fields query parameters: exam, patient, laterality, source, ...
    /// @param key the idempotency key
    /// @param wait how long the daemon may keep the call open for the answer
    public static Call upload(
            Map<String, String> fields, Optional<String> key, Optional<Duration> wait, List<byte[]> body) {
        Map<String, String> query = new LinkedHashMap<>(fields);
        wait.ifPresent(time -> query.put("wait", time.toMillis() + "ms"));
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "image/jpeg");
        key.ifPresent(text -> headers.put("Idempotency-Key", text));
        return Call.post("/v1/captures" + query(query), headers, body);
    }

    private static String query(Map<String, String> fields) {
        StringBuilder query = new StringBuilder();
        fields.forEach((name, value) -> query.append(query.isEmpty() ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    public Reply send(Call call) throws IOException {
        return connection.send(call);
    }

    /// Whether it is ready; not being there at all is not being ready.
    public boolean ready() {
        try {
            return connection.send(Call.get("/v2/health/ready")).status() == 200;
        } catch (IOException notThere) {
            return false;
        }
    }

    public Metrics metrics() throws IOException {
        return Metrics.parse(expect(Call.get("/metrics")).text());
    }

    public CaptureSeen capture(String id) throws IOException {
        return CaptureSeen.parse(expect(Call.get("/v1/captures/" + id)).body());
    }

    /// The photograph's bytes as the daemon kept them; empty when it does not hand them out.
    public Optional<byte[]> original(String id) throws IOException {
        Reply reply = connection.send(Call.get("/v1/captures/" + id + "/original"));
        return reply.status() == 200 ? Optional.of(reply.body()) : Optional.empty();
    }

    /// Every capture there is, newest first.
    public List<CaptureSeen> captures() throws IOException {
        return captures("");
    }

    /// Every capture still waiting for its answer.
    public List<CaptureSeen> waiting() throws IOException {
        return captures("&state=waiting");
    }

    private List<CaptureSeen> captures(String filter) throws IOException {
        List<CaptureSeen> all = new ArrayList<>();
        Optional<String> before = Optional.empty();
        for (int pages = 0; pages < PAGES_MAX; pages++) {
            String path = "/v1/captures?limit=" + PAGE + filter
                    + before.map(id -> "&before=" + id).orElse("");
            CaptureSeen.Page page = CaptureSeen.page(expect(Call.get(path)).body());
            all.addAll(page.captures());
            before = page.next();
            if (before.isEmpty()) {
                return all;
            }
        }
        throw new IOException("more than " + PAGES_MAX + " pages of captures");
    }

    private Reply expect(Call call) throws IOException {
        Reply reply = connection.send(call);
        if (reply.status() != 200) {
            throw new IOException(
                    call.method() + " " + call.path() + " was answered " + reply.status() + ": " + reply.text());
        }
        return reply;
    }

    @Override
    public void close() {
        connection.close();
    }
}
