package dev.fovea.publish.dicom;

import dev.fovea.http.Errand;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// An archive that takes objects by DICOMweb (STOW-RS).
///
/// @param name of the destination
/// @param server its base, to which `/studies` is added, `outbox.NAME.stow-url`
/// @param tokenFile a file whose first line is its bearer token, `outbox.NAME.stow-token-file`
/// @param answerMax the longest an attempt may take, `outbox.answer-max`
/// @param objects kinds of object that it is sent, `outbox.NAME.objects`
public record StowSettings(String name, URI server, Optional<Path> tokenFile, Duration answerMax, List<Kind> objects) {
    public StowSettings {
        Errand.checked("outbox." + name + ".stow-url", "outbox." + name + ".stow-token-file", server);
        if (!answerMax.isPositive()) {
            throw new IllegalArgumentException("outbox.answer-max must be longer than 0, was " + answerMax);
        }
        objects = List.copyOf(objects);
    }

    /// Where objects are posted to.
    URI studies() {
        String base = server.toString();
        return URI.create((base.endsWith("/") ? base : base + "/") + "studies");
    }
}
