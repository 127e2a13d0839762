package dev.fovea.ingest.dicom;

import dev.fovea.http.BodyStream;
import dev.fovea.http.Refusal;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.ingest.dicom.FrontDesk.Taken;
import dev.fovea.ingest.upload.Boundary;
import dev.fovea.ingest.upload.UploadMetrics;
import dev.fovea.model.Priority;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.apache.commons.fileupload2.core.FileUploadSizeException;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.MultipartInput.MalformedStreamException;

/// STOW-RS (PS3.18 10.5): DICOM files by HTTP, several in one request. Each part goes straight to the disk; the
/// answer comes when all of them are durable or refused.
public final class StudyRoutes implements Routes {
    /// Objects in one request.
    static final int OBJECTS_MAX = 100;

    /// Of one part, bytes.
    static final int PART_HEADERS_BYTES_MAX = 4_096;

    private static final String JSON = "application/dicom+json";
    private static final Duration BUSY_RETRY = Duration.ofSeconds(1);

    private final FrontDesk desk;
    private final UploadMetrics metrics;
    private final Semaphore places;
    private final int requestsMax;
    private final long bodyBytesMax;

    /// @param requestsMax bodies being received at one time; one more is answered 503
    /// @param bodyBytesMax the largest request, bytes
    public StudyRoutes(FrontDesk desk, UploadMetrics metrics, int requestsMax, long bodyBytesMax) {
        this.desk = desk;
        this.metrics = metrics;
        this.places = new Semaphore(requestsMax);
        this.requestsMax = requestsMax;
        this.bodyBytesMax = bodyBytesMax;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.post("/dicom-web/studies", (request, response) -> receive(request, response, Optional.empty())),
                Route.post(
                        "/dicom-web/studies/{study}",
                        (request, response) -> receive(
                                request,
                                response,
                                Optional.of(request.path().pathParameters().get("study")))));
    }

    private void receive(ServerRequest request, ServerResponse response, Optional<String> study) {
        String contentType = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        String kind = contentType.toLowerCase(Locale.ROOT);
        if (!kind.startsWith("multipart/related")
                || !(kind.contains("application/dicom\"") || !kind.contains("type="))) {
            throw Refusal.of(
                    Status.UNSUPPORTED_MEDIA_TYPE_415,
                    "Content-Type must be multipart/related; type=\"application/dicom\", was \""
                            + contentType.replaceAll("[^ -~]", "?") + "\"");
        }
        if (!places.tryAcquire()) {
            metrics.turnedAway(UploadMetrics.Reason.BUSY);
            throw Refusal.busy(requestsMax + " requests are being received already", BUSY_RETRY);
        }
        try {
            answer(response, new StoreAnswer(objects(request, contentType, study)));
        } finally {
            places.release();
        }
    }

    private List<Taken> objects(ServerRequest request, String contentType, Optional<String> study) {
        BodyStream body = new BodyStream(
                request.content().inputStream(), bodyBytesMax, request.headers().contentLength());
        try {
            return read(body, Boundary.of(contentType), study);
        } catch (MalformedStreamException | FileUploadSizeException | IllegalArgumentException e) {
            throw body.refusal().orElseGet(() -> Refusal.badRequest("the body is not well formed: " + e.getMessage()));
        } catch (IOException e) {
            throw body.refusal().orElseGet(() -> Refusal.badRequest("the body broke off: " + e.getMessage()));
        }
    }

    private List<Taken> read(InputStream body, byte[] boundary, Optional<String> study) throws IOException {
        MultipartInput input = MultipartInput.builder()
                .setInputStream(body)
                .setBoundary(boundary)
                .setPartHeaderSizeMax(PART_HEADERS_BYTES_MAX)
                .get();
        FrontDesk.Bearer bearer = new FrontDesk.Bearer("dicom-web", Priority.BACKLOG, Optional.empty(), study);
        List<Taken> taken = new ArrayList<>();
        for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
            if (taken.size() == OBJECTS_MAX) {
                throw Refusal.tooLarge("a request may have " + OBJECTS_MAX + " objects, this one has more");
            }
            input.readHeaders();
            // Closing reads what is left of the part.
            try (InputStream part = input.newInputStream()) {
                taken.add(desk.take(part, bearer));
            }
        }
        if (taken.isEmpty()) {
            throw Refusal.badRequest("the body has no part");
        }
        return taken;
    }

    private static void answer(ServerResponse response, StoreAnswer answer) {
        response.status(answer.status()).header(HeaderNames.CONTENT_TYPE, JSON);
        if (answer.status().code() == Status.SERVICE_UNAVAILABLE_503.code()) {
            response.header(HeaderNames.RETRY_AFTER, "30");
        }
        response.send(answer.json());
    }
}
