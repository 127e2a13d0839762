package dev.fovea.publish.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.http.Reply;
import dev.fovea.http.Route;
import dev.fovea.http.Routes;
import dev.fovea.jetson.Board;
import dev.fovea.jetson.BoxReading;
import dev.fovea.jetson.BoxSnapshot;
import dev.fovea.jetson.Clock;
import dev.fovea.jetson.Core;
import dev.fovea.jetson.Fan;
import dev.fovea.jetson.Memory;
import dev.fovea.jetson.Processor;
import dev.fovea.jetson.Rail;
import dev.fovea.jetson.Release;
import dev.fovea.jetson.Temperature;
import dev.fovea.jetson.Throttling.Event;
import dev.fovea.jetson.Warning;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `GET /v1/box`: how the machine is, and what a technician should know of it. A figure that it does not tell is left
/// out; before the first reading all are.
public final class BoxRoute implements Routes {
    private final Supplier<Optional<BoxReading>> source;

    public BoxRoute(Supplier<Optional<BoxReading>> source) {
        this.source = source;
    }

    @Override
    public List<Route> routes() {
        return List.of(Route.get("/v1/box", this::box));
    }

    private void box(ServerRequest request, ServerResponse response) {
        Optional<BoxReading> reading = source.get();
        Reply.json(response, json -> {
            json.writeStartObject();
            if (reading.isPresent()) {
                snapshot(json, reading.get().snapshot());
            }
            json.writeArrayFieldStart("warnings");
            for (Warning warning : reading.map(BoxReading::warnings).orElse(List.of())) {
                warning(json, warning);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void warning(JsonGenerator json, Warning warning) throws IOException {
        json.writeStartObject();
        json.writeStringField("code", Words.of(warning.kind()));
        json.writeBooleanField("grave", warning.kind().grave());
        json.writeStringField("words", warning.words());
        json.writeStringField("advice", warning.advice());
        json.writeEndObject();
    }

    private static void snapshot(JsonGenerator json, BoxSnapshot box) throws IOException {
        json.writeStringField("readAt", CaptureJson.time(box.at()));
        if (box.board().isPresent()) {
            board(json, box.board().get(), box.release());
        }
        json.writeArrayFieldStart("temperatures");
        for (Temperature place : box.temperatures()) {
            json.writeStartObject();
            json.writeStringField("zone", place.zone());
            json.writeNumberField("celsius", place.celsius());
            number(json, "limit", place.limit());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("rails");
        for (Rail rail : box.rails()) {
            rail(json, rail);
        }
        json.writeEndArray();
        processor(json, "gpu", box.gpu());
        processor(json, "memoryController", box.memoryController());
        cores(json, box);
        json.writeArrayFieldStart("fans");
        for (Fan fan : box.fans()) {
            json.writeStartObject();
            json.writeStringField("name", fan.name());
            number(json, "duty", fan.duty());
            number(json, "rpm", fan.rpm());
            json.writeEndObject();
        }
        json.writeEndArray();
        if (box.powerMode().isPresent()) {
            json.writeStringField("powerMode", box.powerMode().get().text());
        }
        if (box.clocksPinned().isPresent()) {
            json.writeBooleanField("clocksPinned", box.clocksPinned().get());
        }
        if (box.memory().isPresent()) {
            memory(json, box.memory().get());
        }
        throttling(json, box);
    }

    private static void board(JsonGenerator json, Board board, Optional<Release> release) throws IOException {
        json.writeObjectFieldStart("board");
        json.writeStringField("model", board.model());
        text(json, "module", board.module());
        text(json, "computeCapability", board.computeCapability());
        text(json, "l4t", release.map(Release::l4t));
        text(json, "jetPack", release.flatMap(Release::jetPack));
        json.writeEndObject();
    }

    private static void rail(JsonGenerator json, Rail rail) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", rail.name());
        number(json, "volts", rail.millivolts().map(value -> value / 1000.0));
        number(json, "amperes", rail.milliamperes().map(value -> value / 1000.0));
        number(json, "watts", rail.milliwatts().map(value -> value / 1000.0));
        json.writeEndObject();
    }

    private static void processor(JsonGenerator json, String name, Optional<Processor> processor) throws IOException {
        if (processor.isPresent()) {
            json.writeObjectFieldStart(name);
            number(json, "load", processor.get().load());
            clock(json, processor.get().clock());
            json.writeEndObject();
        }
    }

    private static void clock(JsonGenerator json, Optional<Clock> clock) throws IOException {
        number(json, "hertz", clock.map(Clock::current));
        number(json, "hertzMax", clock.flatMap(Clock::max));
    }

    private static void cores(JsonGenerator json, BoxSnapshot box) throws IOException {
        number(json, "cpuLoad", box.cpuLoad());
        number(json, "speed", box.speed());
        json.writeArrayFieldStart("cores");
        for (Core core : box.cores()) {
            json.writeStartObject();
            json.writeNumberField("number", core.number());
            json.writeBooleanField("online", core.online());
            number(json, "load", core.load());
            clock(json, core.clock());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void memory(JsonGenerator json, Memory memory) throws IOException {
        json.writeObjectFieldStart("memory");
        json.writeNumberField("totalBytes", memory.total());
        json.writeNumberField("availableBytes", memory.available());
        for (boolean compressed : new boolean[] {false, true}) {
            Memory.Swap swap = memory.swap(compressed);
            json.writeObjectFieldStart(compressed ? "zram" : "swap");
            json.writeNumberField("totalBytes", swap.total());
            json.writeNumberField("usedBytes", swap.used());
            json.writeEndObject();
        }
        json.writeEndObject();
    }

    private static void throttling(JsonGenerator json, BoxSnapshot box) throws IOException {
        json.writeObjectFieldStart("throttling");
        json.writeArrayFieldStart("heat");
        for (String part : box.throttling().heat()) {
            json.writeString(part);
        }
        json.writeEndArray();
        json.writeObjectFieldStart("events");
        for (Event event : Event.values()) {
            number(
                    json,
                    Words.of(event),
                    Optional.ofNullable(box.throttling().events().get(event)));
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void text(JsonGenerator json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.writeStringField(name, value.get());
        }
    }

    private static void number(JsonGenerator json, String name, Optional<? extends Number> value) throws IOException {
        if (value.isPresent()) {
            json.writeFieldName(name);
            json.writeNumber(value.get().toString());
        }
    }
}
