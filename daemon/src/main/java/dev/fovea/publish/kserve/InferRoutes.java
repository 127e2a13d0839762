package dev.fovea.publish.kserve;

import dev.fovea.engine.Scores;
import dev.fovea.http.BodyStream;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.publish.kserve.KserveMetrics.Failure;
import dev.fovea.scheduler.Ticker;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/// The infer call: images in, answers out, nothing kept.
public final class InferRoutes implements Routes {
    private static final HeaderName HEADER_LENGTH = HeaderNames.create("Inference-Header-Content-Length");
    private static final int KIB = 1024;

    private final Catalog catalog;
    private final ImageStages stages;
    private final KserveSettings settings;
    private final KserveMetrics metrics;
    private final Tensors tensors;
    private final Semaphore kibibytes;

    public InferRoutes(Catalog catalog, ImageStages stages, KserveSettings settings, KserveMetrics metrics) {
        this.catalog = catalog;
        this.stages = stages;
        this.settings = settings;
        this.metrics = metrics;
        this.tensors = new Tensors(settings.tensorsMax());
        this.kibibytes = new Semaphore((int) Math.min(Integer.MAX_VALUE, settings.bytesInFlightMax() / KIB + 1));
    }

    /// Tensors not lent at this moment, for tests.
    int tensorsFree() {
        return tensors.free();
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/v2/models/{model}/infer", this::infer),
                Route.post("/v2/models/{model}/versions/{version}/infer", this::infer));
    }

    private void infer(ServerRequest request, ServerResponse response) throws IOException, InterruptedException {
        ServedModel model = ModelRoutes.found(catalog, request);
        boolean answered = false;
        Failure failure = Failure.CANCELED;
        try {
            serve(model, request, response);
            answered = true;
        } catch (Inference.Failed failed) {
            failure = failed.failure();
            throw failed.refusal();
        } catch (Refusal refusal) {
            boolean busy = refusal.status().code() == Status.SERVICE_UNAVAILABLE_503.code();
            failure = busy ? Failure.REJECTED : Failure.OTHER;
            throw refusal;
        } catch (RuntimeException ours) {
            failure = Failure.BACKEND;
            throw ours;
        } finally {
            if (!answered) {
                metrics.failed(model.name(), failure);
            }
        }
    }

    private void serve(ServedModel model, ServerRequest request, ServerResponse response)
            throws IOException, InterruptedException {
        long start = Ticker.SYSTEM.nanos();
        OptionalLong announced = request.headers().contentLength();
        long bytes = announced.orElse(settings.bodyBytesMax());
        if (bytes > settings.bodyBytesMax()) {
            throw Refusal.tooLarge(
                    "the body of " + bytes + " bytes is over the limit of " + settings.bodyBytesMax() + " bytes");
        }
        int held = (int) (bytes / KIB + 1);
        if (!kibibytes.tryAcquire(held)) {
            throw Refusal.busy("too many bytes are being served", Duration.ofSeconds(1));
        }
        try (Tensors.Lease lease = tensors.lease()) {
            BodyStream body = new BodyStream(request.content().inputStream(), settings.bodyBytesMax(), announced);
            Call call = new CallReader(model, settings, lease).read(body, contentType(request), headerLength(request));
            Inference inference = new Inference(model, stages, lease, settings.answerMax());
            List<FloatBuffer> images = inference.prepared(call.input());
            long prepared = Ticker.SYSTEM.nanos();
            Inference.Answers answers = inference.answers(call, images);
            long inferred = Ticker.SYSTEM.nanos();
            send(response, model, call, answers.scores());
            long end = Ticker.SYSTEM.nanos();
            metrics.succeeded(
                    model.name(),
                    images.size(),
                    new KserveMetrics.Times(
                            Duration.ofNanos(end - start),
                            Duration.ofNanos(prepared - start),
                            answers.queue(),
                            answers.infer(),
                            Duration.ofNanos(end - inferred)));
        } finally {
            kibibytes.release(held);
        }
    }

    private static String contentType(ServerRequest request) {
        return request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
    }

    private static OptionalLong headerLength(ServerRequest request) {
        Optional<String> given = request.headers().first(HEADER_LENGTH);
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!given.get().matches("\\d{1,18}")) {
            throw Refusal.badRequest(
                    "Inference-Header-Content-Length must be a whole number, was \"" + given.get() + "\"");
        }
        return OptionalLong.of(Long.parseLong(given.get()));
    }

    private static void send(ServerResponse response, ServedModel model, Call call, List<Scores> answers)
            throws IOException {
        CallReply reply = CallReply.of(model, call, answers);
        boolean binary = call.outputs().stream().anyMatch(Call.Wanted::binary);
        if (!binary) {
            Reply.json(response, Status.OK_200, reply.json());
            return;
        }
        response.header(HeaderNames.CONTENT_TYPE, "application/octet-stream");
        response.header(HEADER_LENGTH, Integer.toString(reply.json().length));
        response.contentLength(reply.json().length + (long) reply.binary().length);
        try (OutputStream out = response.outputStream()) {
            out.write(reply.json());
            out.write(reply.binary());
        }
    }
}
