package dev.fovea.worklist;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.StoreException;
import dev.fovea.store.WorklistRow;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;
import java.util.OptionalLong;

/// Items as rows: what is read back equals what was written.
final class ItemDocument {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String ENTERED = "entered";
    private static final String ASKED = "asked";

    private ItemDocument() {}

    static WorklistRow row(Item item, boolean entered, Instant madeAt) {
        return new WorklistRow(
                0,
                entered ? ENTERED : ASKED,
                item.study(),
                item.step(),
                item.patient().id(),
                item.day().toString(),
                write(item),
                CaptureRows.micros(madeAt),
                OptionalLong.empty(),
                0);
    }

    static boolean entered(WorklistRow row) {
        return row.origin().equals(ENTERED);
    }

    static String write(Item item) {
        ObjectNode json = JSON.createObjectNode();
        Patient patient = item.patient();
        Order order = item.order();
        put(json, "name", patient.name());
        put(json, "birthDate", patient.birthDate().map(LocalDate::toString));
        put(json, "sex", patient.sex());
        put(json, "personName", patient.personName());
        put(json, "accession", order.accession());
        put(json, "procedure", order.procedure());
        put(json, "physician", order.physician());
        put(json, "station", order.station());
        put(json, "time", item.time().map(LocalTime::toString));
        return json.toString();
    }

    private static void put(ObjectNode json, String name, Optional<String> text) {
        text.ifPresent(value -> json.put(name, value));
    }

    static Expected read(WorklistRow row) {
        JsonNode json = parse(row.document());
        Item item = new Item(
                row.study(),
                row.step(),
                new Patient(
                        row.patient(),
                        text(json, "name"),
                        text(json, "birthDate").map(LocalDate::parse),
                        text(json, "sex"),
                        text(json, "personName")),
                new Order(
                        text(json, "accession"),
                        text(json, "procedure"),
                        text(json, "physician"),
                        text(json, "station")),
                LocalDate.parse(row.day()),
                text(json, "time").map(LocalTime::parse));
        Optional<Instant> doneAt = row.doneMicros().isPresent()
                ? Optional.of(CaptureRows.instant(row.doneMicros().getAsLong()))
                : Optional.empty();
        return new Expected(
                row.seq(), item, entered(row), CaptureRows.instant(row.madeMicros()), doneAt, row.photographs());
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.hasNonNull(name) ? Optional.of(json.path(name).asText()) : Optional.empty();
    }

    private static JsonNode parse(String document) {
        try {
            return JSON.readTree(document);
        } catch (JsonProcessingException e) {
            throw new StoreException("a stored item of the worklist is not JSON: " + e.getOriginalMessage(), e);
        }
    }
}
