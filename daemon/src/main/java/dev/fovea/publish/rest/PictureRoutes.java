package dev.fovea.publish.rest;

import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.image.InputSpec;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Outcome;
import dev.fovea.model.Quality;
import dev.fovea.model.Result;
import dev.fovea.model.Stage;
import dev.fovea.results.CaptureView;
import dev.fovea.store.StoreException;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// A capture's original bytes, its preview and its heat map.
///
/// A capture never changes, so each picture carries a strong ETag and is asked for once; a browser may keep it but asks
/// again before each use. Decoding is bounded: a page full of previews must not take the grader's memory or cores.
public final class PictureRoutes implements Routes {
    private static final System.Logger LOG = System.getLogger(PictureRoutes.class.getName());

    private static final int DRAWN_AT_ONCE_MAX = 2;
    private static final Duration DRAW_WAIT_MAX = Duration.ofSeconds(10);
    private static final int SIDE_MIN = 16;
    private static final int SIDE_MAX = 2048;
    private static final int PREVIEW_SIDE = 1024;
    private static final int HEAT_MAP_SIDE = 512;
    private static final int COPY_BYTES = 1 << 16;

    private final Archive archive;
    private final Pictures pictures;
    private final Supplier<List<ModelCard>> models;
    private final Semaphore easels = new Semaphore(DRAWN_AT_ONCE_MAX, true);

    public PictureRoutes(Archive archive, Pictures pictures, Supplier<List<ModelCard>> models) {
        this.archive = archive;
        this.pictures = pictures;
        this.models = models;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/captures/{id}/original", this::original),
                Route.get("/v1/captures/{id}/preview.jpg", this::preview),
                Route.get("/v1/captures/{id}/heatmap.png", this::heatMap));
    }

    private void original(ServerRequest request, ServerResponse response) throws IOException {
        Capture capture = CaptureRoutes.found(archive, request).capture();
        response.header(HeaderNames.CONTENT_TYPE, capture.mediaType().mime());
        response.header(
                HeaderNames.CONTENT_DISPOSITION,
                "inline; filename=\"" + capture.id() + "." + capture.mediaType().suffix() + "\"");
        if (Tags.isKnown(request, response, capture.content().hex())) {
            return;
        }
        ByteBuffer bytes = stored(() -> pictures.original(capture));
        response.contentLength(bytes.remaining());
        byte[] part = new byte[COPY_BYTES];
        try (OutputStream out = response.outputStream()) {
            while (bytes.hasRemaining()) {
                int length = Math.min(part.length, bytes.remaining());
                bytes.get(part, 0, length);
                out.write(part, 0, length);
            }
        }
    }

    private void preview(ServerRequest request, ServerResponse response) throws InterruptedException {
        int side = Query.of(request, "side").number("side", PREVIEW_SIDE, SIDE_MIN, SIDE_MAX);
        Capture capture = decoded(CaptureRoutes.found(archive, request));
        InputSpec spec = card(capture).input();
        response.header(HeaderNames.CONTENT_TYPE, "image/jpeg");
        if (Tags.isKnown(request, response, capture.content() + "-" + spec.crop() + "-" + side)) {
            return;
        }
        response.send(drawn(() -> stored(() -> pictures.preview(capture, spec, side))));
    }

    /// The capture, once the grader has had its photograph decoded and lived: one that kills the decoder is marked
    /// only there, and must not take the daemon down again each time a page asks for its preview.
    private static Capture decoded(CaptureView view) {
        CaptureId id = view.capture().id();
        Result result = view.result()
                .orElseThrow(() -> Refusal.notFound("capture " + id + " is not answered yet, so it has no preview"));
        if (result.outcome() instanceof Outcome.Failed(Stage stage, String reason) && stage == Stage.DECODE) {
            throw Refusal.notFound("capture " + id + " could not be decoded, so it has no preview: " + reason);
        }
        return view.capture();
    }

    /// Whoever asks learns what became of the photograph; the disk is ours, so it is no fault of theirs.
    private static <T> T stored(Supplier<T> reading) {
        try {
            return reading.get();
        } catch (StoreException lost) {
            LOG.log(System.Logger.Level.WARNING, "a photograph cannot be shown", lost);
            throw Refusal.of(Status.INTERNAL_SERVER_ERROR_500, String.valueOf(lost.getMessage()));
        }
    }

    private void heatMap(ServerRequest request, ServerResponse response) throws InterruptedException {
        Query query = Query.of(request, "class", "side");
        int side = query.number("side", HEAT_MAP_SIDE, SIDE_MIN, SIDE_MAX);
        CaptureView view = CaptureRoutes.found(archive, request);
        Outcome.Findings findings = findings(view);
        int index = classIndex(findings.scores(), query.text("class"));
        InputSpec spec = card(view.capture()).input();
        Frame frame = frame(spec, view.result().flatMap(result -> result.quality()), side);
        response.header(HeaderNames.CONTENT_TYPE, "image/png");
        if (Tags.isKnown(
                request, response, view.capture().id() + "-" + index + "-" + frame.width() + "x" + frame.height())) {
            return;
        }
        response.send(drawn(() -> pictures.heatMap(findings.map(), index, frame.width(), frame.height())));
    }

    private ModelCard card(Capture capture) {
        return models.get().stream()
                .filter(card -> card.task().equals(capture.task()))
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("there is no model for task \"" + capture.task()
                        + "\" any more, so nobody knows how to cut the picture"));
    }

    private static Outcome.Findings findings(CaptureView view) {
        String id = view.capture().id().toString();
        Outcome outcome = view.result()
                .orElseThrow(() -> Refusal.notFound("capture " + id + " is not answered yet"))
                .outcome();
        return switch (outcome) {
            case Outcome.Findings findings -> findings;
            case Outcome.Ungradable _ ->
                throw Refusal.notFound("capture " + id + " was not graded, so it has no heat map");
            case Outcome.Failed _ -> throw Refusal.notFound("capture " + id + " failed, so it has no heat map");
        };
    }

    /// The class asked for, else the most probable finding.
    private static int classIndex(List<ClassScore> scores, Optional<String> wanted) {
        List<String> names = scores.stream().map(ClassScore::name).toList();
        if (wanted.isPresent()) {
            int index = names.indexOf(wanted.get());
            if (index < 0) {
                throw Refusal.badRequest(
                        "class must be one of " + String.join(", ", names) + ", was \"" + wanted.get() + "\"");
            }
            return index;
        }
        ClassScore first = scores.stream()
                .max(Comparator.comparing(ClassScore::finding).thenComparingDouble(ClassScore::probability))
                .orElseThrow();
        return scores.indexOf(first);
    }

    private record Frame(int width, int height) {}

    /// The shape of the preview: a square, or the whole picture's own shape.
    private static Frame frame(InputSpec spec, Optional<Quality> quality, int side) {
        return switch (spec.crop()) {
            case FIELD_OF_VIEW -> new Frame(side, side);
            case NONE -> {
                double width = quality.map(Quality::width).orElse(1);
                double height = quality.map(Quality::height).orElse(1);
                double scale = side / Math.max(width, height);
                yield new Frame(shrunk(width, scale), shrunk(height, scale));
            }
        };
    }

    private static int shrunk(double length, double scale) {
        return Math.max(1, (int) Math.round(length * scale));
    }

    private byte[] drawn(Supplier<byte[]> drawing) throws InterruptedException {
        if (!easels.tryAcquire(DRAW_WAIT_MAX.toMillis(), TimeUnit.MILLISECONDS)) {
            throw Refusal.busy("too many pictures are being drawn", Duration.ofSeconds(2));
        }
        try {
            return drawing.get();
        } catch (IllegalArgumentException undecodable) {
            throw Refusal.of(Status.NOT_FOUND_404, "the photograph cannot be shown: " + undecodable.getMessage());
        } finally {
            easels.release();
        }
    }
}
