package dev.fovea.publish.rest;

import dev.fovea.exams.Chart;
import dev.fovea.exams.ChartEntry.Agreement;
import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.http.Json;
import dev.fovea.http.JsonBody;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.store.StoreException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Exams: what a patient's eyes say together, and what people add to that.
public final class ExamRoutes implements Routes {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;

    private final Charts charts;
    private final ExamJson writer;

    public ExamRoutes(Charts charts, ExamJson writer) {
        this.charts = charts;
        this.writer = writer;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/exams", this::list),
                Route.get("/v1/exams/{exam}", this::one),
                Route.post("/v1/exams/{exam}/readings", this::read),
                Route.post("/v1/exams/{exam}/notes", this::note),
                Route.post("/v1/exams/{exam}/finish", this::finish),
                Route.get("/v1/exams/{exam}/report", this::report));
    }

    private void list(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "since", "until", "limit", "captures");
        boolean captures = captures(query);
        List<Chart> exams = charts.list(
                query.instant("since").orElse(Instant.EPOCH),
                query.instant("until").orElse(Instant.MAX),
                query.number("limit", LIMIT_DEFAULT, 1, LIMIT_MAX));
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("exams");
            for (Chart exam : exams) {
                writer.write(json, exam, captures);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static boolean captures(Query query) {
        return switch (query.text("captures").orElse("true")) {
            case "true" -> true;
            case "false" -> false;
            case String other -> throw Refusal.badRequest("captures must be true or false, was \"" + other + "\"");
        };
    }

    private void one(ServerRequest request, ServerResponse response) {
        boolean captures = captures(Query.of(request, "captures"));
        Chart chart = found(request);
        Reply.json(response, json -> writer.write(json, chart, captures));
    }

    private void read(ServerRequest request, ServerResponse response) {
        JsonBody body = JsonBody.of(request, "laterality", "capture", "agreement", "grade", "author");
        String given = body.text("laterality").orElse("");
        Laterality eye = Laterality.parse(given)
                .orElseThrow(() -> Refusal.badRequest("laterality must be OD, OS or nothing, was \"" + given + "\""));
        Agreement agreement = switch (body.required("agreement")) {
            case "agree" -> Agreement.AGREE;
            case "disagree" -> Agreement.DISAGREE;
            case String other -> throw Refusal.badRequest("agreement must be agree or disagree, was \"" + other + "\"");
        };
        Optional<CaptureId> judged = body.text("capture").map(ExamRoutes::capture);
        String author = body.required("author");
        added(response, () -> charts.read(name(request), eye, judged, agreement, body.text("grade"), author));
    }

    private static CaptureId capture(String id) {
        return CaptureId.parse(id)
                .orElseThrow(() -> Refusal.badRequest("capture must be the id of a photograph, was \"" + id + "\""));
    }

    private void note(ServerRequest request, ServerResponse response) {
        JsonBody body = JsonBody.of(request, "text", "author");
        String text = body.required("text");
        String author = body.required("author");
        added(response, () -> charts.note(name(request), text, author));
    }

    private void added(ServerResponse response, Supplier<Chart> change) {
        Chart chart = changed(change);
        Reply.json(response, Status.CREATED_201, Json.bytes(json -> writer.write(json, chart, true)));
    }

    private void finish(ServerRequest request, ServerResponse response) {
        JsonBody body = JsonBody.of(request, "author", "remark", "basis");
        String author = body.required("author");
        Optional<String> seen = body.text("basis");
        if (seen.filter(basis -> !basis.matches("[0-9a-f]{64}")).isPresent()) {
            throw Refusal.badRequest("basis must be that of the exam that was looked at, was \"" + seen.get() + "\"");
        }
        try {
            Exams.Finished finished = changed(() -> charts.finish(name(request), author, body.text("remark"), seen));
            Reply.json(
                    response,
                    finished.fresh() ? Status.CREATED_201 : Status.OK_200,
                    Json.bytes(json -> writer.write(json, finished.report())));
        } catch (Exams.ChangedExamException e) {
            Reply.json(response, Status.CONFLICT_409, Json.bytes(json -> {
                json.writeStartObject();
                json.writeStringField("error", String.valueOf(e.getMessage()));
                json.writeFieldName("exam");
                writer.write(json, e.chart(), true);
                json.writeEndObject();
            }));
        }
    }

    private void report(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "edition");
        String exam = name(request);
        int newest = found(request).editions();
        if (newest == 0) {
            throw Refusal.notFound("exam \"" + exam + "\" was never finished");
        }
        int edition = query.number("edition", newest, 1, Integer.MAX_VALUE);
        Report report = charts.report(exam, edition)
                .orElseThrow(() -> Refusal.notFound("exam \"" + exam + "\" has " + newest
                        + " editions of its report, not one of number " + edition));
        Reply.json(response, json -> writer.write(json, report));
    }

    /// Makes the exams' exceptions answers.
    private static <T> T changed(Supplier<T> change) {
        try {
            return change.get();
        } catch (Exams.UnknownExamException e) {
            throw Refusal.notFound(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw Refusal.of(Status.CONFLICT_409, String.valueOf(e.getMessage()));
        } catch (StoreException unwritable) {
            throw Refusal.busy("the exam cannot be written: " + unwritable.getMessage(), CaptureRoutes.STORE_AGAIN);
        }
    }

    private Chart found(ServerRequest request) {
        String name = name(request);
        return charts.find(name).orElseThrow(() -> Refusal.notFound("there is no exam \"" + name + "\""));
    }

    private static String name(ServerRequest request) {
        return request.path().pathParameters().get("exam");
    }
}
