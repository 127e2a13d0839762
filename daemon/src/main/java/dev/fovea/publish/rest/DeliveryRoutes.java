package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.outbox.Delivery;
import dev.fovea.outbox.DeliveryQuery;
import dev.fovea.outbox.OutboxTally;
import dev.fovea.store.StoreException;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What is on its way to the destinations, what arrived, and what was refused.
public final class DeliveryRoutes implements Routes {
    private static final int LIMIT_DEFAULT = 50;
    private static final int LIMIT_MAX = 200;

    private final Deliveries deliveries;

    public DeliveryRoutes(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/deliveries", this::list),
                Route.get("/v1/deliveries/{delivery}", this::one),
                Route.post("/v1/deliveries/{delivery}/resend", this::resend));
    }

    private void list(ServerRequest request, ServerResponse response) {
        Query query = Query.of(request, "state", "exam", "destination", "before", "limit");
        List<Delivery> found = deliveries.list(new DeliveryQuery(
                query.text("state").map(DeliveryRoutes::state),
                query.text("exam"),
                query.text("destination"),
                query.number("before", Integer.MAX_VALUE, 1, Integer.MAX_VALUE),
                query.number("limit", LIMIT_DEFAULT, 1, LIMIT_MAX)));
        OutboxTally tally = deliveries.tally();
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeNumberField("pending", tally.pending());
            json.writeNumberField("delivered", tally.delivered());
            json.writeNumberField("dead", tally.dead());
            CaptureJson.text(json, "oldestPendingAt", tally.oldestPending().map(CaptureJson::time));
            json.writeArrayFieldStart("deliveries");
            for (Delivery delivery : found) {
                write(json, delivery);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static Delivery.State state(String word) {
        return Arrays.stream(Delivery.State.values())
                .filter(state -> state.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> Refusal.badRequest("state must be pending, delivered or dead, was \"" + word + "\""));
    }

    private void one(ServerRequest request, ServerResponse response) {
        long id = id(request);
        Delivery found = deliveries.find(id).orElseThrow(() -> unknown(id));
        Reply.json(response, json -> write(json, found));
    }

    private void resend(ServerRequest request, ServerResponse response) {
        long id = id(request);
        try {
            Delivery again = deliveries.resend(id).orElseThrow(() -> unknown(id));
            Reply.json(response, json -> write(json, again));
        } catch (IllegalStateException e) {
            throw Refusal.of(Status.CONFLICT_409, String.valueOf(e.getMessage()));
        } catch (StoreException unwritable) {
            throw Refusal.busy("the delivery cannot be written: " + unwritable.getMessage(), CaptureRoutes.STORE_AGAIN);
        }
    }

    private static long id(ServerRequest request) {
        String text = request.path().pathParameters().get("delivery");
        if (!text.matches("[0-9]{1,18}")) {
            throw Refusal.notFound("there is no delivery \"" + text + "\"");
        }
        return Long.parseLong(text);
    }

    private static Refusal unknown(long id) {
        return Refusal.notFound("there is no delivery \"" + id + "\"");
    }

    private static void write(JsonGenerator json, Delivery delivery) throws IOException {
        boolean pending = delivery.state() == Delivery.State.PENDING;
        json.writeStartObject();
        json.writeNumberField("id", delivery.id());
        json.writeStringField("exam", delivery.exam());
        json.writeNumberField("edition", delivery.edition());
        json.writeStringField("destination", delivery.destination());
        json.writeStringField("kind", delivery.kind());
        json.writeStringField("state", delivery.state().word());
        json.writeNumberField("attempts", delivery.attempts());
        json.writeStringField("finishedAt", CaptureJson.time(delivery.madeAt()));
        CaptureJson.text(json, "dueAt", pending ? Optional.of(CaptureJson.time(delivery.due())) : Optional.empty());
        CaptureJson.text(json, "endedAt", delivery.endedAt().map(CaptureJson::time));
        CaptureJson.text(json, "reason", delivery.reason());
        json.writeEndObject();
    }
}
