package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.http.Json;
import dev.fovea.http.JsonBody;
import dev.fovea.http.Query;
import dev.fovea.http.Refusal;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.store.StoreException;
import dev.fovea.worklist.Expected;
import dev.fovea.worklist.Item;
import dev.fovea.worklist.Order;
import dev.fovea.worklist.Patient;
import dev.fovea.worklist.Sheet;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whom the clinic expects: a day's list with its age, entering somebody by hand, and saying that nothing more comes.
public final class WorklistRoutes implements Routes {
    private final Lists lists;

    public WorklistRoutes(Lists lists) {
        this.lists = lists;
    }

    @Override
    public List<Route> routes() {
        return List.of(
                Route.get("/v1/worklist", this::list),
                Route.post("/v1/worklist", this::enter),
                Route.post("/v1/worklist/{item}/done", (request, response) -> done(request, response, true)),
                Route.post("/v1/worklist/{item}/undone", (request, response) -> done(request, response, false)));
    }

    private void list(ServerRequest request, ServerResponse response) {
        LocalDate today = lists.today();
        LocalDate day = Query.of(request, "day")
                .text("day")
                .map(text -> day("day", text))
                .orElse(today);
        Sheet sheet = lists.sheet(day);
        Reply.json(response, json -> {
            json.writeStartObject();
            json.writeStringField("day", day.toString());
            json.writeStringField("today", today.toString());
            json.writeBooleanField("asks", lists.asks());
            CaptureJson.text(json, "heardAt", sheet.heardAt().map(CaptureJson::time));
            json.writeBooleanField("whole", sheet.whole());
            CaptureJson.text(json, "trouble", lists.trouble());
            json.writeArrayFieldStart("items");
            for (Expected item : sheet.items()) {
                write(json, item);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void enter(ServerRequest request, ServerResponse response) {
        JsonBody body = JsonBody.of(request, "patient", "name", "birthDate", "sex", "accession", "procedure", "day");
        String id = body.required("patient").strip();
        Optional<LocalDate> birthDate = body.text("birthDate").map(text -> day("birthDate", text));
        LocalDate day = body.text("day").map(text -> day("day", text)).orElseGet(lists::today);
        Expected entered = changed(() -> lists.enter(
                new Patient(id, text(body, "name"), birthDate, text(body, "sex")),
                new Order(text(body, "accession"), text(body, "procedure"), Optional.empty(), Optional.empty()),
                day));
        Reply.json(response, Status.CREATED_201, Json.bytes(json -> write(json, entered)));
    }

    private static Optional<String> text(JsonBody body, String name) {
        return body.text(name).map(String::strip);
    }

    private void done(ServerRequest request, ServerResponse response, boolean done) {
        String text = request.path().pathParameters().get("item");
        Expected item = Optional.of(text)
                .filter(digits -> digits.matches("[0-9]{1,18}"))
                .flatMap(digits -> changed(() -> lists.done(Long.parseLong(digits), done)))
                .orElseThrow(() -> Refusal.notFound("there is no item \"" + text + "\" on the worklist"));
        Reply.json(response, json -> write(json, item));
    }

    private static <T> T changed(Supplier<T> change) {
        try {
            return change.get();
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw Refusal.of(Status.CONFLICT_409, String.valueOf(e.getMessage()));
        } catch (StoreException unwritable) {
            throw Refusal.busy("the worklist cannot be written: " + unwritable.getMessage(), CaptureRoutes.STORE_AGAIN);
        }
    }

    private static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw Refusal.badRequest(field + " must be a day such as 2026-11-22, was \"" + text + "\"");
        }
    }

    private static void write(JsonGenerator json, Expected expected) throws IOException {
        Item item = expected.item();
        Patient patient = item.patient();
        json.writeStartObject();
        json.writeNumberField("id", expected.id());
        json.writeStringField("exam", item.study());
        json.writeStringField("day", item.day().toString());
        CaptureJson.text(json, "time", item.time().map(LocalTime::toString));
        json.writeStringField("patient", patient.id());
        CaptureJson.text(json, "name", patient.name());
        CaptureJson.text(json, "birthDate", patient.birthDate().map(LocalDate::toString));
        CaptureJson.text(json, "sex", patient.sex());
        CaptureJson.text(json, "accession", item.order().accession());
        CaptureJson.text(json, "procedure", item.order().procedure());
        CaptureJson.text(json, "physician", item.order().physician());
        CaptureJson.text(json, "station", item.order().station());
        json.writeBooleanField("entered", expected.entered());
        CaptureJson.text(json, "doneAt", expected.doneAt().map(CaptureJson::time));
        json.writeNumberField("photographs", expected.photographs());
        json.writeEndObject();
    }
}
