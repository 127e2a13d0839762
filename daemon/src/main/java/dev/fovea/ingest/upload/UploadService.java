package dev.fovea.ingest.upload;

import dev.fovea.http.BodyStream;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.http.Spans;
import dev.fovea.ingest.upload.UploadMetrics.Reason;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.MediaType;
import dev.fovea.results.CaptureView;
import dev.fovea.results.State;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.StageException;
import dev.fovea.spool.Staged;
import dev.fovea.spool.Submission;
import dev.fovea.store.StoreException;
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
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `POST /v1/captures`: a photograph in, and an answer only once it is durable.
public final class UploadService implements Routes {
    private static final HeaderName IDEMPOTENCY_KEY = HeaderNames.create("Idempotency-Key");
    private static final String[] QUERY =
            Stream.concat(Fields.NAMES.stream(), Stream.of("wait")).toArray(String[]::new);

    private final Parts parts;
    private final UploadSettings settings;
    private final InstantSource clock;
    private final UploadMetrics metrics;
    private final Semaphore places;
    private final Semaphore chairs;
    private final RandomGenerator random = new SecureRandom();

    /// Whom the door works with.
    ///
    /// @param intake the spool
    /// @param answers the results, for those who wait
    /// @param receipt how a capture is written
    /// @param inscription reads DICOM files
    /// @param tasks the tasks there is a model for, the default one first
    public record Parts(
            Intake intake, Answers answers, Receipt receipt, Inscription inscription, Supplier<List<String>> tasks) {}

    public UploadService(Parts parts, UploadSettings settings, InstantSource clock, UploadMetrics metrics) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
        this.places = new Semaphore(settings.uploadsMax());
        this.chairs = new Semaphore(settings.waitersMax());
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.post("/v1/captures", this::receive));
    }

    private void receive(ServerRequest request, ServerResponse response) throws InterruptedException {
        Duration wait;
        Acceptance acceptance;
        if (!places.tryAcquire()) {
            metrics.turnedAway(Reason.BUSY);
            throw Refusal.busy(
                    settings.uploadsMax() + " photographs are being received already", Duration.ofSeconds(1));
        }
        try {
            Query query = Query.of(request, QUERY);
            wait = query.text("wait")
                    .map(text -> Spans.parse("wait", text, settings.waitMax()))
                    .orElse(Duration.ZERO);
            acceptance = isForm(request) ? form(request, query) : raw(request, query);
        } catch (Refusal refusal) {
            reason(refusal.status()).ifPresent(metrics::turnedAway);
            throw refusal;
        } finally {
            places.release();
        }
        answer(response, acceptance, wait);
    }

    private static Optional<Reason> reason(Status status) {
        return switch (status.code()) {
            case 400 -> Optional.of(Reason.BAD_REQUEST);
            case 404 -> Optional.of(Reason.UNKNOWN_TASK);
            default -> Optional.empty();
        };
    }

    private static boolean isForm(ServerRequest request) {
        return contentType(request).toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
    }

    private static String contentType(ServerRequest request) {
        return request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    }

    /// Everything that can be refused without the bytes is refused before they are read.
    private Acceptance raw(ServerRequest request, Query query) {
        Map<String, String> fields = new HashMap<>(query.all());
        Submission submission = submission(request, fields);
        Optional<Acceptance.Refused> full = parts.intake().refusal(submission);
        if (full.isPresent()) {
            return full.get();
        }
        BodyStream body = body(request, settings.bytesMax());
        try {
            Staged staged = parts.intake().stage(body, submission.idempotencyKey(), bytes(request));
            return accept(staged, submission, fields);
        } catch (StageException e) {
            throw refusal(e, body);
        } catch (StoreException e) {
            throw storeFailed(e);
        }
    }

    private Acceptance form(ServerRequest request, Query query) {
        BodyStream body = body(request, settings.bytesMax() + Form.OVERHEAD_BYTES_MAX);
        Form form = new Form(parts.intake(), idempotencyKey(request), bytes(request));
        try {
            form.read(body, contentType(request));
            Map<String, String> fields = new HashMap<>(form.fields());
            query.all().forEach((name, value) -> {
                if (fields.put(name, value) != null) {
                    throw Refusal.badRequest(name + " was given in the query and in the form");
                }
            });
            Submission submission = submission(request, fields);
            return accept(form.staged().orElseThrow(), submission, fields);
        } catch (StageException e) {
            throw refusal(e, body);
        } catch (IOException e) {
            throw body.refusal().orElseGet(() -> Refusal.badRequest("the form broke off: " + e.getMessage()));
        } catch (StoreException e) {
            throw storeFailed(e);
        } finally {
            form.staged().ifPresent(parts.intake()::discard);
        }
    }

    /// @param fields what the sender says, blank or not
    private Acceptance accept(Staged staged, Submission submission, Map<String, String> fields) {
        if (staged.mediaType() != MediaType.DICOM) {
            return parts.intake().accept(staged, submission);
        }
        try {
            Set<String> given = fields.entrySet().stream()
                    .filter(field -> !field.getValue().isBlank())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            return parts.intake().accept(staged, parts.inscription().read(staged, submission, given));
        } finally {
            parts.intake().discard(staged);
        }
    }

    private Submission submission(ServerRequest request, Map<String, String> fields) {
        fields.remove("wait");
        String ownExam = "exam-" + CaptureId.at(clock.instant(), random);
        return new Fields(fields)
                .submission(idempotencyKey(request), ownExam, parts.tasks().get());
    }

    private static Optional<String> idempotencyKey(ServerRequest request) {
        List<String> keys = request.headers().all(IDEMPOTENCY_KEY, List::of);
        if (keys.size() > 1) {
            throw Refusal.badRequest("Idempotency-Key was given " + keys.size() + " times");
        }
        if (keys.stream().anyMatch(key -> key.chars().anyMatch(c -> c < ' ' || c > '~'))) {
            throw Refusal.badRequest("Idempotency-Key must be printable ASCII");
        }
        return keys.stream().findFirst();
    }

    private BodyStream body(ServerRequest request, long bytesMax) {
        var announced = request.headers().contentLength();
        if (announced.isPresent() && announced.getAsLong() > bytesMax) {
            metrics.turnedAway(Reason.TOO_LARGE);
            throw Refusal.tooLarge(
                    "the body of " + announced.getAsLong() + " bytes is over the limit of " + bytesMax + " bytes");
        }
        return new BodyStream(request.content().inputStream(), bytesMax, announced);
    }

    /// What a photograph can have at the most.
    private long bytes(ServerRequest request) {
        return Math.min(request.headers().contentLength().orElse(settings.bytesMax()), settings.bytesMax());
    }

    /// What the stream knows is more exact than what the spool could see of it.
    private static Refusal refusal(StageException fault, BodyStream body) {
        String sentence = String.valueOf(fault.getMessage());
        return body.refusal().orElseGet(() -> switch (fault.reason()) {
            case EMPTY, INTERRUPTED -> Refusal.badRequest(sentence);
            case TOO_LARGE -> Refusal.tooLarge(sentence);
            case UNSUPPORTED_FORMAT -> Refusal.of(Status.UNSUPPORTED_MEDIA_TYPE_415, sentence);
            case DISK_FULL -> Refusal.busy(sentence, Duration.ofSeconds(30));
        });
    }

    private static Refusal storeFailed(StoreException fault) {
        System.getLogger(UploadService.class.getName())
                .log(System.Logger.Level.ERROR, "a photograph could not be stored", fault);
        return Refusal.busy(
                "the store failed, nothing was acknowledged: " + fault.getMessage(), Duration.ofSeconds(30));
    }

    private void answer(ServerResponse response, Acceptance acceptance, Duration wait) throws InterruptedException {
        switch (acceptance) {
            case Acceptance.Accepted(Capture capture) -> {
                CaptureView view = new CaptureView(capture, State.WAITING, Optional.empty());
                view = wait.isZero() ? view : await(view, wait);
                Status status = view.state() == State.WAITING ? Status.ACCEPTED_202 : Status.CREATED_201;
                show(response, status, view, false);
            }
            case Acceptance.Duplicate(Capture first) -> {
                CaptureView view = parts.answers().now(first.id());
                show(
                        response,
                        Status.OK_200,
                        wait.isZero() || view.state() != State.WAITING ? view : await(view, wait),
                        true);
            }
            case Acceptance.Refused(var _, String detail, Duration retryAfter) ->
                throw Refusal.busy(detail, retryAfter);
            case Acceptance.Conflict(var _, String detail) -> throw Refusal.of(Status.CONFLICT_409, detail);
        }
    }

    /// The photograph is safe already, so whatever goes wrong from here on must not look like a refusal.
    private CaptureView await(CaptureView accepted, Duration wait) throws InterruptedException {
        if (!chairs.tryAcquire()) {
            return accepted;
        }
        try {
            return parts.answers().await(accepted.capture().id(), wait);
        } catch (RuntimeException e) {
            System.getLogger(UploadService.class.getName())
                    .log(
                            System.Logger.Level.WARNING,
                            "capture " + accepted.capture().id() + " is accepted, waiting for its answer failed",
                            e);
            return accepted;
        } finally {
            chairs.release();
        }
    }

    private void show(ServerResponse response, Status status, CaptureView view, boolean duplicate) {
        response.header(HeaderNames.LOCATION, "/v1/captures/" + view.capture().id());
        Reply.json(response, status, parts.receipt().json(view, duplicate));
    }
}
