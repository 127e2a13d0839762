package dev.fovea.app;

import dev.fovea.outbox.Destination;
import dev.fovea.outbox.OutboxSettings;
import dev.fovea.publish.fhir.FhirSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Where finished exams go.
///
/// @param servers FHIR servers, one for each name in `outbox.destinations`
record OutboxConfig(OutboxSettings patience, List<FhirSettings> servers) {
    OutboxConfig {
        servers = List.copyOf(servers);
    }

    static OutboxConfig of(Settings settings) {
        Duration answerMax = settings.duration("outbox.answer-max", "30s");
        List<String> names = settings.list("outbox.destinations", "");
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("outbox.destinations must name each once, was " + names);
        }
        return new OutboxConfig(
                new OutboxSettings(
                        settings.duration("outbox.pause-min", "10s"), settings.duration("outbox.pause-max", "15min")),
                names.stream()
                        .map(Destination::checked)
                        .map(name -> server(settings, name, answerMax))
                        .toList());
    }

    private static FhirSettings server(Settings settings, String name, Duration answerMax) {
        String key = "outbox." + name + ".fhir-url";
        String url = settings.text(key, "");
        String token = settings.text("outbox." + name + ".fhir-token-file", "");
        try {
            return new FhirSettings(
                    name, URI.create(url), token.isEmpty() ? Optional.empty() : Optional.of(Path.of(token)), answerMax);
        } catch (IllegalArgumentException e) {
            // One that is no address at all is refused in the words of one that is not a server's.
            throw e.getCause() == null
                    ? e
                    : new IllegalArgumentException(key + " must be the address of a server, was \"" + url + "\"", e);
        }
    }
}
