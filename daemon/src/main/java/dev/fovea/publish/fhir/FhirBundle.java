package dev.fovea.publish.fhir;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fovea.exams.FrozenExam;
import dev.fovea.exams.Report;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// A report as a FHIR R4 bundle of type `collection`: one DiagnosticReport and the Observations it rests on.
/// Pure: the same report gives the same bytes, ids included.
///
/// For each eye one Observation holds its outcome; one for each class holds the calibrated probability of the
/// photograph that decided, with the operating point as the reference range; one for each reading by a person
/// stands beside them. Codes of our own have systems that begin with `urn:fovea:`; eyes are SNOMED CT's 18944008
/// and 8966001, interpretations HL7's v3 ObservationInterpretation, missing eyes HL7's data-absent-reason.
final class FhirBundle {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    private static final String AID =
            "Fovea is a screening aid. It does not diagnose and is not a cleared medical device; a clinician decides.";

    private final Report report;
    private final FrozenExam exam;
    private final List<ObjectNode> observations = new ArrayList<>();

    private FhirBundle(Report report) {
        this.report = report;
        this.exam = FrozenExam.read(report);
    }

    /// UTF-8.
    ///
    /// @throws dev.fovea.store.StoreException which is lost, when the report cannot be read
    static byte[] of(Report report) {
        try {
            return JSON.writeValueAsBytes(new FhirBundle(report).compose());
        } catch (JsonProcessingException impossible) {
            throw new AssertionError("a tree can always be written", impossible);
        }
    }

    /// The id of a report's bundle: the same for the same report, and another for any other.
    static String id(Report report) {
        return id(report.fingerprint(), "bundle");
    }

    private ObjectNode compose() {
        exam.eyes().forEach(this::eye);
        exam.chart("reading").forEach(this::reading);
        ObjectNode bundle = JSON.createObjectNode().put("resourceType", "Bundle");
        bundle.put("id", id("bundle"));
        identifier(bundle.putObject("identifier"));
        bundle.put("type", "collection").put("timestamp", report.madeAt().toString());
        ArrayNode entries = bundle.putArray("entry");
        add(entries, diagnosticReport());
        observations.forEach(one -> add(entries, one));
        return bundle;
    }

    private static void add(ArrayNode entries, ObjectNode resource) {
        entries.addObject()
                .put("fullUrl", "urn:uuid:" + resource.path("id").asText())
                .set("resource", resource);
    }

    private ObjectNode diagnosticReport() {
        ObjectNode resource = JSON.createObjectNode().put("resourceType", "DiagnosticReport");
        resource.put("id", id("report"));
        identifier(resource.putArray("identifier").addObject());
        resource.put("status", report.edition() == 1 ? "final" : "amended");
        resource.putObject("code").put("text", "Retinal screening, read by a program");
        subject(resource);
        JsonNode newest = exam.json().path("captures").path(0);
        resource.put("effectiveDateTime", newest.path("arrivedAt").asText());
        resource.put("issued", report.madeAt().toString());
        resource.putArray("performer").addObject().put("display", report.author());
        ArrayNode results = resource.putArray("result");
        observations.forEach(one -> results.addObject()
                .put("reference", "urn:uuid:" + one.path("id").asText()));
        resource.put("conclusion", conclusion());
        return resource;
    }

    private String conclusion() {
        StringBuilder words =
                new StringBuilder("Exam: " + exam.json().path("status").asText() + ".");
        for (JsonNode eye : exam.eyes()) {
            words.append(' ')
                    .append(eyeWord(eye))
                    .append(": ")
                    .append(eye.path("status").asText())
                    .append('.');
        }
        report.remark().ifPresent(remark -> words.append(" Remark: ").append(remark));
        for (JsonNode note : exam.chart("note")) {
            words.append(" Note by ")
                    .append(note.path("author").asText())
                    .append(": ")
                    .append(note.path("text").asText());
        }
        return words.append(' ').append(AID).toString();
    }

    private void eye(JsonNode eye) {
        ObjectNode outcome = observation("eye " + eye.path("laterality").asText(), eye);
        outcome.putObject("code").put("text", "Outcome of the screening");
        String status = eye.path("status").asText();
        JsonNode decisive = exam.capture(eye, "decisive");
        if (status.equals("missing")) {
            concept(
                    outcome.putObject("dataAbsentReason"),
                    HL7 + "data-absent-reason",
                    "not-performed",
                    "Not Performed");
        } else {
            effective(outcome, decisive);
            concept(outcome.putObject("valueCodeableConcept"), "urn:fovea:status", status, status);
        }
        for (JsonNode score : decisive.path("result").path("scores")) {
            score(eye, decisive, score);
        }
    }

    private void score(JsonNode eye, JsonNode capture, JsonNode score) {
        String name = score.path("class").asText();
        ObjectNode observation = observation("score " + eye.path("laterality").asText() + " " + name, eye);
        concept(
                observation.putObject("code"),
                "urn:fovea:class",
                name,
                score.path("label").asText());
        effective(observation, capture);
        amount(observation.putObject("valueQuantity"), score.path("probability"));
        boolean uncertain = score.path("certainty").asText().equals("uncertain");
        String code = uncertain ? "IND" : score.path("positive").asBoolean() ? "POS" : "NEG";
        if (score.path("finding").asBoolean()) {
            concept(
                    observation.putArray("interpretation").addObject(),
                    HL7 + "v3-ObservationInterpretation",
                    code,
                    uncertain ? "Indeterminate" : code.equals("POS") ? "Positive" : "Negative");
            ObjectNode range = observation.putArray("referenceRange").addObject();
            amount(range.putObject("high"), score.path("threshold"));
            range.put("text", "operating point: from there on the finding counts");
        }
        JsonNode model = capture.path("result").path("model");
        observation
                .putObject("device")
                .put(
                        "display",
                        "Fovea, " + model.path("name").asText() + " "
                                + model.path("version").asText());
        observation
                .putObject("method")
                .put(
                        "text",
                        "network " + model.path("sha256").asText() + " in "
                                + model.path("engine").asText() + ", "
                                + model.path("precision").asText()
                                + "; photograph " + capture.path("sha256").asText());
    }

    private void reading(JsonNode entry) {
        ObjectNode observation = observation("reading " + observations.size(), entry);
        observation.putObject("code").put("text", "Reading by a person");
        observation.put("effectiveDateTime", entry.path("madeAt").asText());
        observation
                .putArray("performer")
                .addObject()
                .put("display", entry.path("author").asText());
        String agreement = entry.path("agreement").asText();
        ObjectNode value = observation.putObject("valueCodeableConcept");
        concept(value, "urn:fovea:agreement", agreement, agreement);
        if (entry.hasNonNull("text")) {
            value.put("text", entry.path("text").asText());
        }
        observation
                .putArray("derivedFrom")
                .addObject()
                .put(
                        "reference",
                        "urn:uuid:" + id("eye " + entry.path("laterality").asText()));
    }

    /// @param eye that carries `laterality`
    private ObjectNode observation(String part, JsonNode eye) {
        ObjectNode observation = JSON.createObjectNode().put("resourceType", "Observation");
        observation.put("id", id(part)).put("status", "final");
        subject(observation);
        observation.put("issued", report.madeAt().toString());
        ObjectNode site = observation.putObject("bodySite");
        switch (eye.path("laterality").asText()) {
            case "OD" -> concept(site, "http://snomed.info/sct", "18944008", "Right eye structure");
            case "OS" -> concept(site, "http://snomed.info/sct", "8966001", "Left eye structure");
            default -> site.put("text", eyeWord(eye));
        }
        observations.add(observation);
        return observation;
    }

    private static void effective(ObjectNode observation, JsonNode capture) {
        observation.put("effectiveDateTime", capture.path("arrivedAt").asText());
    }

    private void subject(ObjectNode resource) {
        exam.patient().ifPresent(patient -> {
            ObjectNode subject = resource.putObject("subject");
            subject.putObject("identifier").put("system", "urn:fovea:patient").put("value", patient);
            FrozenExam.text(exam.order(), "name").ifPresent(name -> subject.put("display", name));
        });
    }

    private void identifier(ObjectNode identifier) {
        identifier
                .put("system", "urn:fovea:report")
                .put("value", report.name() + "/" + report.edition() + "/" + exam.fingerprint());
    }

    private static void concept(ObjectNode concept, String system, String code, String display) {
        concept.putArray("coding")
                .addObject()
                .put("system", system)
                .put("code", code)
                .put("display", display);
        concept.put("text", display);
    }

    /// A number without a unit, by UCUM.
    private static void amount(ObjectNode quantity, JsonNode value) {
        quantity.put("value", value.decimalValue())
                .put("system", "http://unitsofmeasure.org")
                .put("code", "1");
    }

    private static String eyeWord(JsonNode eye) {
        return switch (eye.path("laterality").asText()) {
            case "OD" -> "Right eye";
            case "OS" -> "Left eye";
            default -> "Eye not stated";
        };
    }

    /// The same for the same part of the same report.
    private String id(String part) {
        return id(exam.fingerprint(), part);
    }

    private static String id(String fingerprint, String part) {
        return UUID.nameUUIDFromBytes((fingerprint + "\n" + part).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
