package dev.fovea.publish.page;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Sha256;
import io.helidon.http.HeaderNames;
import io.helidon.http.NotFoundException;
import io.helidon.http.Status;
import io.helidon.http.sse.SseEvent;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.sse.SseSink;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// The daemon's REST interface as the page knows it, in memory, with the real page in front. For tests.
///
/// Any thread. Answers come a little later, as in life.
public final class FakeDaemon implements AutoCloseable {
    private static final Duration ANSWER_DELAY = Duration.ofMillis(300);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ConcurrentSkipListMap<String, Stored> captures =
            new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    private final Map<String, String> keys = new ConcurrentHashMap<>();
    private final List<BlockingQueue<Optional<SseEvent>>> listeners = new CopyOnWriteArrayList<>();
    private final AtomicInteger sequence = new AtomicInteger();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final WebServer web;
    private volatile boolean hurried;
    private volatile Optional<String> notReady = Optional.empty();
    private volatile ObjectNode box = FakeBox.well();
    private final ArrayNode cameras = JSON.createArrayNode();
    private volatile Optional<String> signer = Optional.of("fovea-release");

    private static final class Stored {
        private final ObjectNode capture;
        private final byte[] bytes;

        Stored(ObjectNode capture, byte[] bytes) {
            this.capture = capture;
            this.bytes = bytes;
        }

        ObjectNode capture() {
            return capture;
        }

        byte[] bytes() {
            return bytes;
        }
    }

    private FakeDaemon(int port) {
        web = WebServer.builder()
                .host("127.0.0.1")
                .port(port)
                .shutdownHook(false)
                .maxPayloadSize(64L << 20)
                .routing(this::route)
                .build()
                .start();
    }

    /// On a free port.
    public static FakeDaemon start() {
        return start(0);
    }

    static FakeDaemon start(int port) {
        return new FakeDaemon(port);
    }

    public URI address() {
        return URI.create("http://127.0.0.1:" + web.port());
    }

    /// Makes the engine say why it is not ready, or ready again.
    void notReady(Optional<String> reason) {
        notReady = reason;
    }

    /// What it says of the machine from now on.
    void box(ObjectNode reading) {
        box = reading;
    }

    /// From now on it is connected to a camera.
    void camera(String name) {
        cameras.addObject().put("name", name).put("state", "live");
    }

    /// From now on its model is one that nobody signed.
    void unsigned() {
        signer = Optional.empty();
    }

    /// From now on the answer leaves before the receipt, which still says "waiting": networks do that.
    void answersBeforeItsReceipts() {
        hurried = true;
    }

    /// Ends every stream of events in good order, as the daemon does now and then.
    void endStreams() {
        listeners.forEach(queue -> queue.add(Optional.empty()));
    }

    /// A capture that is simply there, as from another door. Identity fields by name; `at` is its arrival.
    ObjectNode put(Map<String, String> fields, byte[] bytes, Instant at, Optional<ObjectNode> result) {
        CaptureId id = CaptureId.at(at, RandomGenerator.of("L64X128MixRandom"));
        ObjectNode capture = capture(id, fields, bytes, at);
        captures.put(id.toString(), new Stored(capture, bytes));
        tell("accepted", capture);
        result.ifPresent(answer -> answer(id.toString(), answer));
        return capture;
    }

    /// The time is right, so is the answer.
    void answer(String id, ObjectNode result) {
        Stored stored = find(id);
        ObjectNode capture = stored.capture().deepCopy();
        boolean failed = result.path("outcome").asText().equals("failed");
        capture.put("state", failed ? "dead" : "answered").set("result", result);
        captures.put(id, new Stored(capture, stored.bytes()));
        tell("answered", capture);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        endStreams();
        web.stop();
    }

    private void route(HttpRouting.Builder routing) {
        routing.post("/v1/captures", this::accept)
                .get("/v1/captures", this::list)
                .get(
                        "/v1/captures/{id}",
                        (request, response) -> send(response, find(request).capture()))
                .get(
                        "/v1/captures/{id}/original",
                        (request, response) ->
                                picture(response, "image/jpeg", find(request).bytes()))
                .get("/v1/captures/{id}/preview.jpg", this::preview)
                .get(
                        "/v1/captures/{id}/heatmap.png",
                        (request, response) -> picture(
                                response,
                                "image/png",
                                FakeGrading.heatMap(request.query().get("class"), 256)))
                .post("/v1/captures/{id}/retry", this::retry)
                // Nobody adds anything to exams here.
                .get(
                        "/v1/exams",
                        (request, response) ->
                                send(response, JSON.createObjectNode().set("exams", JSON.createArrayNode())))
                .get("/v1/events", this::events)
                .get("/v1/status", (request, response) -> send(response, status()))
                .get(
                        "/v1/cameras",
                        (request, response) ->
                                send(response, JSON.createObjectNode().set("cameras", cameras)))
                .get("/v1/box", (request, response) -> send(response, box))
                .register("/", new PageFiles());
    }

    private void accept(ServerRequest request, ServerResponse response) {
        Multipart form = form(request);
        String key = request.headers()
                .first(HeaderNames.create("Idempotency-Key"))
                .orElseGet(() -> Sha256.of(form.file()).hex());
        if (form.file().length < 3 || (form.file()[0] & 0xff) != 0xff) {
            refuse(response, Status.UNSUPPORTED_MEDIA_TYPE_415, "The file is neither JPEG, PNG nor TIFF.");
            return;
        }
        if (keys.containsKey(key)) {
            send(
                    response,
                    find(keys.getOrDefault(key, key)).capture().deepCopy().put("duplicate", true));
            return;
        }
        ObjectNode capture = put(form.fields(), form.file(), Instant.now(), Optional.empty());
        String id = capture.path("id").asText();
        keys.put(key, id);
        double glaucoma = capture.path("fileName").asText().contains("cup") ? 0.87 : 0.04;
        answerSoon(id, form.file(), glaucoma);
        response.status(Status.ACCEPTED_202);
        send(response, capture);
    }

    /// As the page sends it, or the bytes alone with the fields in the address.
    private static Multipart form(ServerRequest request) {
        String contentType = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        byte[] body = request.content().as(byte[].class);
        return contentType.startsWith("multipart/")
                ? Multipart.parse(body, contentType)
                : new Multipart(
                        request.query().toMap().entrySet().stream()
                                .collect(Collectors.toMap(
                                        Map.Entry::getKey,
                                        field -> field.getValue().getFirst())),
                        body);
    }

    private void list(ServerRequest request, ServerResponse response) {
        String since = request.query().get("since");
        String until = request.query().get("until");
        ObjectNode page = JSON.createObjectNode();
        ArrayNode list = page.putArray("captures");
        captures.values().stream()
                .map(Stored::capture)
                .filter(capture ->
                        Instant.parse(capture.path("arrivedAt").asText()).compareTo(Instant.parse(since)) >= 0)
                .filter(capture ->
                        Instant.parse(capture.path("arrivedAt").asText()).compareTo(Instant.parse(until)) < 0)
                .forEach(list::add);
        page.putNull("next");
        send(response, page);
    }

    private void preview(ServerRequest request, ServerResponse response) {
        int side = Integer.parseInt(request.query().first("side").orElse("1024"));
        FakeGrading.decode(find(request).bytes())
                .ifPresentOrElse(
                        decoded -> picture(response, "image/jpeg", FakeGrading.preview(decoded, side)),
                        () -> refuse(
                                response,
                                Status.UNPROCESSABLE_CONTENT_422,
                                "The file could not be read as a picture."));
    }

    private void retry(ServerRequest request, ServerResponse response) {
        Stored stored = find(request);
        ObjectNode capture = stored.capture().deepCopy().put("state", "waiting").putNull("result");
        String id = capture.path("id").asText();
        captures.put(id, new Stored(capture, stored.bytes()));
        tell("accepted", capture);
        answerSoon(id, stored.bytes(), 0.04);
        response.status(Status.ACCEPTED_202);
        send(response, capture);
    }

    private void events(ServerRequest request, ServerResponse response) {
        // Empty in the queue means: the end.
        BlockingQueue<Optional<SseEvent>> queue = new LinkedBlockingQueue<>(1000);
        listeners.add(queue);
        try (SseSink sink = response.sink(SseSink.TYPE)) {
            sink.emit(SseEvent.builder().comment("hello").data("").build());
            for (Optional<SseEvent> event = queue.take(); event.isPresent(); event = queue.take()) {
                sink.emit(event.get());
            }
        } catch (UncheckedIOException gone) {
            // The page has left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            listeners.remove(queue);
        }
    }

    private void answerSoon(String id, byte[] bytes, double glaucoma) {
        Runnable answer = () ->
                answer(id, FakeGrading.result(bytes, glaucoma, Instant.now().toString()));
        if (hurried) {
            answer.run();
        } else {
            Future<?> _ = clock.schedule(answer, ANSWER_DELAY.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void tell(String name, ObjectNode capture) {
        SseEvent event = SseEvent.builder()
                .id(String.valueOf(sequence.incrementAndGet()))
                .name(name)
                .data(capture.toString())
                .build();
        listeners.forEach(queue -> queue.add(Optional.of(event)));
    }

    private Stored find(ServerRequest request) {
        return find(request.path().pathParameters().get("id"));
    }

    private Stored find(String id) {
        Stored stored = captures.get(id);
        if (stored == null) {
            throw new NotFoundException("no capture " + id);
        }
        return stored;
    }

    private ObjectNode status() {
        ObjectNode status = JSON.createObjectNode();
        status.put("ready", notReady.isEmpty())
                .put("reason", notReady.orElse(null))
                .put("version", "0.1.0");
        ObjectNode model = status.putArray("models").addObject();
        model.put("task", "fundus4").put("title", "Fundus photograph").put("version", "0.1.0");
        model.put("engine", "onnxruntime-cpu").put("precision", "fp32").put("signedBy", signer.orElse(null));
        model.put("ready", notReady.isEmpty());
        model.put("reason", notReady.orElse(null));
        long answered = captures.values().stream()
                .filter(stored -> !stored.capture().path("result").isNull())
                .count();
        status.putObject("tally")
                .put("accepted", captures.size())
                .put("answered", answered)
                .put("inFlight", captures.size() - answered)
                .put("deadLetter", 0);
        status.putObject("disk").put("freeBytes", 48_000_000_000L).put("minBytes", 1_000_000_000L);
        ObjectNode accelerator = status.putObject("accelerator")
                .put("state", "present")
                .putNull("reason")
                .put("name", "GPU of compute capability 5.3 with 3956 MiB, CUDA 10.2, TensorRT 8");
        ObjectNode building = accelerator.putArray("tasks").addObject();
        building.put("task", "fundus4").put("state", "building").putNull("reason");
        building.putObject("build").put("stage", "tuning").put("percent", 43).put("elapsedSeconds", 71);
        return status;
    }

    private static ObjectNode capture(CaptureId id, Map<String, String> fields, byte[] bytes, Instant at) {
        String self = "/v1/captures/" + id;
        String source = fields.getOrDefault("source", "camera");
        ObjectNode capture = JSON.createObjectNode();
        capture.put("id", id.toString()).put("exam", fields.getOrDefault("exam", id.toString()));
        capture.put("patient", fields.get("patient")).put("laterality", fields.getOrDefault("laterality", ""));
        capture.put("source", source).put("operator", fields.get("operator"));
        capture.put("task", fields.getOrDefault("task", "fundus4")).put("priority", "live");
        capture.put("arrivedAt", at.toString())
                .put("sha256", Sha256.of(bytes).hex())
                .put("bytes", bytes.length);
        capture.put("mediaType", "image/jpeg").put("fileName", fields.get("fileName"));
        capture.put("state", "waiting")
                .put("drawing", source.startsWith("drawing"))
                .putNull("result");
        capture.putObject("links")
                .put("self", self)
                .put("original", self + "/original")
                .put("preview", self + "/preview.jpg")
                .put("heatmap", self + "/heatmap.png");
        return capture;
    }

    private static void send(ServerResponse response, ObjectNode body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json").send(body.toString());
    }

    private static void refuse(ServerResponse response, Status status, String sentence) {
        response.status(status);
        send(response, JSON.createObjectNode().put("error", sentence));
    }

    private static void picture(ServerResponse response, String mediaType, byte[] bytes) {
        response.header(HeaderNames.CONTENT_TYPE, mediaType)
                .header(HeaderNames.CACHE_CONTROL, "private, max-age=3600")
                .send(bytes);
    }
}
