package dev.fovea.publish.fhir;

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
        boolean web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        // A password in the address would stand in every reason that names the server.
        boolean plain = server.getUserInfo() == null && server.getQuery() == null && server.getFragment() == null;
        if (!plain) {
            throw new IllegalArgumentException(
                    "outbox." + name + ".fhir-url must have no password, query or fragment; a"
                            + " token goes into outbox." + name + ".fhir-token-file");
        }
        if (!web || server.getHost() == null) {
            throw new IllegalArgumentException("outbox." + name + ".fhir-url must be the address of a server such as"
                    + " https://archive.example/fhir, was \"" + server + "\"");
        }
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
