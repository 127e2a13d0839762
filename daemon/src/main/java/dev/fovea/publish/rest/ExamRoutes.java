package dev.fovea.publish.rest;

import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.results.ExamView;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;
import java.util.List;

/// Exams: what a patient's eyes say together.
public final class ExamRoutes implements Routes {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;

    private final Archive archive;
    private final CaptureJson writer;

    public ExamRoutes(Archive archive, CaptureJson writer) {
        this.archive = archive;
        this.writer = writer;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/exams", this::list), Route.get("/v1/exams/{exam}", this::one));
    }

    private void list(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "since", "limit");
        List<ExamView> exams = archive.exams(
                query.instant("since").orElse(Instant.EPOCH), query.number("limit", LIMIT_DEFAULT, 1, LIMIT_MAX));
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("exams");
            for (ExamView exam : exams) {
                writer.write(json, exam);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void one(ServerRequest request, ServerResponse response) {
        String name = request.path().pathParameters().get("exam");
        ExamView exam = archive.exam(name).orElseThrow(() -> Refusal.notFound("there is no exam \"" + name + "\""));
        Reply.json(response, json -> writer.write(json, exam));
    }
}
