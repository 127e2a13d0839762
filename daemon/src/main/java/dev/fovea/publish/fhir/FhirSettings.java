package dev.fovea.publish.fhir;

import dev.fovea.http.Errand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A FHIR server that takes reports.
///
/// @param name of the destination
/// @param server its base, http or https, `outbox.NAME.fhir-url`
/// @param tokenFile a file whose first line is its bearer token, `outbox.NAME.fhir-token-file`
/// @param answerMax the longest an attempt may take, `outbox.answer-max`
public record FhirSettings(String name, URI server, Optional<Path> tokenFile, Duration answerMax) {
    public FhirSettings {
        Errand.checked("outbox." + name + ".fhir-url", "outbox." + name + ".fhir-token-file", server);
        if (!answerMax.isPositive()) {
            throw new IllegalArgumentException("outbox.answer-max must be longer than 0, was " + answerMax);
        }
    }

    /// Where the resource has its place.
    URI place(String id) {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "Bundle/" + id);
    }
}
