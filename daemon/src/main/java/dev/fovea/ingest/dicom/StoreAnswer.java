package dev.fovea.ingest.dicom;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.fovea.dicom.DicomFile.MediaStorage;
import dev.fovea.dicom.net.Storage;
import dev.fovea.http.Json;
import dev.fovea.ingest.dicom.FrontDesk.Taken;
import io.helidon.http.Status;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// The answer to a STOW-RS request (PS3.18 10.5.3): what was stored and what was not, as a data set in JSON. Pure.
record StoreAnswer(List<Taken> objects) {
    private static final String SOP_CLASS = "00081150";
    private static final String SOP_INSTANCE = "00081155";
    private static final String RETRIEVE_URL = "00081190";
    private static final String FAILURE_REASON = "00081197";
    private static final String FAILED = "00081198";
    private static final String REFERENCED = "00081199";
    private static final String OTHER_FAILURES = "0008119A";

    StoreAnswer {
        objects = List.copyOf(objects);
    }

    /// 200 when all were stored, 202 when some were, 409 when none was; 503 when none was and trying again helps.
    Status status() {
        if (objects.stream().allMatch(Taken::stored)) {
            return Status.OK_200;
        }
        if (objects.stream().anyMatch(Taken::stored)) {
            return Status.ACCEPTED_202;
        }
        return objects.stream().allMatch(one -> one.answer().status() == Storage.Status.OUT_OF_RESOURCES)
                ? Status.SERVICE_UNAVAILABLE_503
                : Status.CONFLICT_409;
    }

    byte[] json() {
        return Json.bytes(json -> {
            json.writeStartObject();
            // Nothing is given back by DICOMweb: the attribute must be there, and is empty.
            json.writeObjectFieldStart(RETRIEVE_URL);
            json.writeStringField("vr", "UR");
            json.writeEndObject();
            sequence(json, REFERENCED, objects.stream().filter(Taken::stored).toList());
            sequence(json, FAILED, refused(true));
            sequence(json, OTHER_FAILURES, refused(false));
            json.writeEndObject();
        });
    }

    private List<Taken> refused(boolean named) {
        return objects.stream()
                .filter(one -> !one.stored() && one.name().isPresent() == named)
                .toList();
    }

    /// Left out when there is nothing to say.
    private static void sequence(JsonGenerator json, String tag, List<Taken> items) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        json.writeObjectFieldStart(tag);
        json.writeStringField("vr", "SQ");
        json.writeArrayFieldStart("Value");
        for (Taken item : items) {
            json.writeStartObject();
            Optional<MediaStorage> name = item.name();
            if (name.isPresent()) {
                begin(json, SOP_CLASS, "UI");
                json.writeString(name.get().sopClass());
                end(json);
                begin(json, SOP_INSTANCE, "UI");
                json.writeString(name.get().sopInstance());
                end(json);
            }
            if (!item.stored()) {
                begin(json, FAILURE_REASON, "US");
                json.writeNumber(item.answer().status().code());
                end(json);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void begin(JsonGenerator json, String tag, String vr) throws IOException {
        json.writeObjectFieldStart(tag);
        json.writeStringField("vr", vr);
        json.writeArrayFieldStart("Value");
    }

    private static void end(JsonGenerator json) throws IOException {
        json.writeEndArray();
        json.writeEndObject();
    }
}
