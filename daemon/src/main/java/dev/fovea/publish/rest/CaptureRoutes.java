package dev.fovea.publish.rest;

import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.results.CaptureQuery;
import dev.fovea.results.CaptureView;
import dev.fovea.results.OutcomeKind;
import dev.fovea.results.Page;
import dev.fovea.results.State;
import dev.fovea.store.StoreException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Captures, one or by the page, and trying a dead letter again.
public final class CaptureRoutes implements Routes {
    private static final int LIMIT_DEFAULT = 100;

    /// When a store that could not write may be asked again: somebody has to make room or start the daemon anew.
    static final Duration STORE_AGAIN = Duration.ofSeconds(30);

    private final Archive archive;
    private final CaptureJson writer;

    public CaptureRoutes(Archive archive, CaptureJson writer) {
        this.archive = archive;
        this.writer = writer;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/captures", this::list),
                Route.get("/v1/captures/{id}", this::one),
                Route.post("/v1/captures/{id}/retry", this::retry));
    }

    private void list(ServerRequest request, ServerResponse response) {
        Query query = Query.of(
                request,
                "exam",
                "patient",
                "task",
                "state",
                "outcome",
                "laterality",
                "since",
                "until",
                "before",
                "limit");
        Page page = archive.page(new CaptureQuery(
                query.text("exam"),
                query.text("patient"),
                query.text("task"),
                choice(query, "state", State::parse, "waiting, answered or dead"),
                choice(query, "outcome", OutcomeKind::parse, "findings, ungradable or failed"),
                choice(query, "laterality", Laterality::parse, "OD or OS"),
                query.instant("since"),
                query.instant("until"),
                choice(query, "before", CaptureId::parse, "the id of a capture"),
                query.number("limit", LIMIT_DEFAULT, 1, CaptureQuery.LIMIT_MAX)));
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("captures");
            for (CaptureView view : page.captures()) {
                writer.write(json, view);
            }
            json.writeEndArray();
            if (page.next().isPresent()) {
                json.writeStringField("next", page.next().get().toString());
            } else {
                json.writeNullField("next");
            }
            json.writeEndObject();
        });
    }

    private static <T> Optional<T> choice(Query query, String name, Function<String, Optional<T>> parse, String known) {
        return query.text(name)
                .map(text -> parse.apply(text)
                        .orElseThrow(() -> Refusal.badRequest(name + " must be " + known + ", was \"" + text + "\"")));
    }

    private void one(ServerRequest request, ServerResponse response) {
        Reply.json(response, Status.OK_200, writer.capture(found(archive, request)));
    }

    private void retry(ServerRequest request, ServerResponse response) {
        CaptureView view = found(archive, request);
        if (view.state() != State.DEAD) {
            throw notDead(view);
        }
        try {
            archive.retry(view.capture().id());
        } catch (IllegalStateException raced) {
            throw notDead(found(archive, request));
        } catch (StoreException unwritable) {
            throw Refusal.busy("the retry cannot be written: " + unwritable.getMessage(), STORE_AGAIN);
        }
        Reply.json(response, Status.ACCEPTED_202, writer.capture(found(archive, request)));
    }

    private static Refusal notDead(CaptureView view) {
        return Refusal.of(
                Status.CONFLICT_409,
                "only captures of the dead letter can be tried again, "
                        + view.capture().id() + " is " + view.state().word());
    }

    /// The capture that the path names.
    ///
    /// @throws Refusal 404 when there is none
    static CaptureView found(Archive archive, ServerRequest request) {
        String id = request.path().pathParameters().get("id");
        return CaptureId.parse(id)
                .flatMap(archive::find)
                .orElseThrow(() -> Refusal.notFound("there is no capture \"" + id + "\""));
    }
}
