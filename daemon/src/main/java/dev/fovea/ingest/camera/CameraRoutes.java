package dev.fovea.ingest.camera;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.cameras.Camera;
import dev.fovea.cameras.CameraSet;
import dev.fovea.cameras.CameraStatus;
import dev.fovea.cameras.Frame;
import dev.fovea.http.JsonBody;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.ingest.upload.Answers;
import dev.fovea.ingest.upload.Fields;
import dev.fovea.ingest.upload.Intake;
import dev.fovea.ingest.upload.Receipt;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.results.CaptureView;
import dev.fovea.results.State;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.Submission;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// The cameras: how they are, a photograph of now, and a preview. Every request to photograph takes another
/// photograph, so there is no idempotency key.
public final class CameraRoutes implements Routes, AutoCloseable {
    private static final String[] FIELDS = {"exam", "patient", "laterality", "operator", "task"};
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");

    private final Parts parts;
    private final Shutter shutter;
    private final Viewers viewers;
    private final SelfTimer timer;
    private final InstantSource clock;
    private final RandomGenerator random = new SecureRandom();

    /// Whom the door works with.
    ///
    /// @param intake the spool
    /// @param answers the results
    /// @param receipt how a capture is written
    /// @param tasks the tasks there is a model for, the default one first
    /// @param sights what looks at live pictures, one for each camera that is armed
    public record Parts(
            CameraSet cameras,
            Intake intake,
            Answers answers,
            Receipt receipt,
            Supplier<List<String>> tasks,
            Supplier<Sight> sights) {}

    public CameraRoutes(Parts parts, ShotSettings settings, InstantSource clock, LongSupplier nanos) {
        this.parts = parts;
        this.shutter = new Shutter(parts.intake(), settings);
        this.viewers = new Viewers(settings, nanos);
        this.timer = new SelfTimer(shutter, parts.sights(), settings, nanos);
        this.clock = clock;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/cameras", this::list),
                Route.post("/v1/cameras/{camera}/capture", this::capture),
                Route.post("/v1/cameras/{camera}/arm", this::arm),
                Route.post("/v1/cameras/{camera}/disarm", this::disarm),
                Route.get("/v1/cameras/{camera}/preview", this::preview));
    }

    private void list(ServerRequest request, ServerResponse response) {
        Query.of(request);
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("cameras");
            for (Camera camera : parts.cameras().all()) {
                write(json, camera.status());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void write(JsonGenerator json, CameraStatus status) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", status.name());
        json.writeStringField("state", status.state().name().toLowerCase(Locale.ROOT));
        if (status.trouble().isPresent()) {
            json.writeStringField("trouble", status.trouble().get());
        }
        if (status.size().isPresent()) {
            json.writeNumberField("width", status.size().get().width());
            json.writeNumberField("height", status.size().get().height());
        }
        if (status.age().isPresent()) {
            json.writeNumberField("frameAgeMs", status.age().get().toMillis());
        }
        json.writeNumberField("frames", status.tally().frames());
        json.writeNumberField("broken", status.tally().broken());
        json.writeNumberField("restarts", status.tally().restarts());
        json.writeNumberField("stalls", status.tally().stalls());
        Optional<SelfTimer.Armed> armed = timer.armed(status.name());
        if (armed.isPresent()) {
            write(json, armed.get());
        }
        Optional<String> missed = timer.trouble(status.name());
        if (missed.isPresent()) {
            json.writeStringField("missed", missed.get());
        }
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, SelfTimer.Armed armed) throws IOException {
        Identity whose = armed.submission().identity();
        json.writeObjectFieldStart("armed");
        json.writeStringField("exam", whose.exam());
        if (whose.patient().isPresent()) {
            json.writeStringField("patient", whose.patient().get());
        }
        json.writeStringField("laterality", whose.laterality().code());
        json.writeNumberField("leftMs", armed.left().toMillis());
        json.writeEndObject();
    }

    private void capture(ServerRequest request, ServerResponse response) throws InterruptedException {
        Query.of(request);
        Camera camera = camera(request);
        Submission submission = submission(camera, JsonBody.of(request, FIELDS));
        Frame frame = shutter.fresh(camera);
        answer(response, shutter.take(frame, submission));
    }

    private void arm(ServerRequest request, ServerResponse response) {
        Query.of(request);
        Camera camera = camera(request);
        timer.arm(camera, submission(camera, JsonBody.of(request, FIELDS)));
        Reply.json(response, json -> write(json, camera.status()));
    }

    private void disarm(ServerRequest request, ServerResponse response) {
        Query.of(request);
        Camera camera = camera(request);
        timer.disarm(camera.name());
        Reply.json(response, json -> write(json, camera.status()));
    }

    private Submission submission(Camera camera, JsonBody body) {
        Map<String, String> fields = new HashMap<>();
        for (String name : FIELDS) {
            body.text(name).ifPresent(text -> fields.put(name, text));
        }
        body.required("laterality");
        fields.put("source", camera.name());
        fields.put("fileName", camera.name() + ".jpg");
        String ownExam = "exam-" + CaptureId.at(clock.instant(), random);
        return new Fields(fields)
                .submission(Optional.empty(), ownExam, parts.tasks().get());
    }

    private void answer(ServerResponse response, Acceptance acceptance) {
        switch (acceptance) {
            case Acceptance.Accepted(Capture capture) ->
                show(response, Status.ACCEPTED_202, new CaptureView(capture, State.WAITING, Optional.empty()), false);
            case Acceptance.Duplicate(Capture first) ->
                show(response, Status.OK_200, parts.answers().now(first.id()), true);
            case Acceptance.Refused(var _, String detail, Duration retryAfter) ->
                throw Refusal.busy(detail, retryAfter);
            case Acceptance.Conflict(var _, String detail) -> throw Refusal.of(Status.CONFLICT_409, detail);
        }
    }

    private void show(ServerResponse response, Status status, CaptureView view, boolean duplicate) {
        response.header(HeaderNames.LOCATION, "/v1/captures/" + view.capture().id());
        Reply.json(response, status, parts.receipt().json(view, duplicate));
    }

    private void preview(ServerRequest request, ServerResponse response) throws InterruptedException {
        Query.of(request);
        if (request.headers().first(FETCH_SITE).orElse("").equalsIgnoreCase("cross-site")) {
            throw Refusal.of(Status.FORBIDDEN_403, "a page of another site may not watch here");
        }
        viewers.show(camera(request), response);
    }

    private Camera camera(ServerRequest request) {
        String name = request.path().pathParameters().get("camera");
        return parts.cameras().named(name).orElseThrow(() -> Refusal.notFound("there is no camera \"" + name + "\""));
    }

    /// Disarms, and ends the previews. Close it before the web server, which otherwise waits for them. Idempotent.
    @Override
    public void close() {
        timer.close();
        viewers.close();
    }
}
