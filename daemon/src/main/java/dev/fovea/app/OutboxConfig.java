package dev.fovea.app;

import dev.fovea.dicom.net.Peer;
import dev.fovea.outbox.Destination;
import dev.fovea.outbox.OutboxSettings;
import dev.fovea.publish.dicom.Equipment;
import dev.fovea.publish.dicom.Kind;
import dev.fovea.publish.dicom.StoreSettings;
import dev.fovea.publish.dicom.StowSettings;
import dev.fovea.publish.fhir.FhirSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Where finished exams go: each name in `outbox.destinations` is one of these.
///
/// @param box as the objects name it
/// @param servers FHIR servers
/// @param nodes archives that take objects by C-STORE
/// @param webs archives that take objects by STOW-RS
record OutboxConfig(
        OutboxSettings patience,
        Equipment box,
        List<FhirSettings> servers,
        List<StoreSettings> nodes,
        List<StowSettings> webs) {
    OutboxConfig {
        servers = List.copyOf(servers);
        nodes = List.copyOf(nodes);
        webs = List.copyOf(webs);
    }

    static OutboxConfig of(Settings settings) {
        Duration answerMax = PeerConfig.answerMax(settings, "outbox.answer-max", "30s");
        List<String> names = settings.list("outbox.destinations", "");
        if (new HashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException("outbox.destinations must name each once, was " + names);
        }
        OutboxSettings patience = new OutboxSettings(
                settings.duration("outbox.pause-min", "10s"), settings.duration("outbox.pause-max", "15min"));
        List<FhirSettings> servers = new ArrayList<>();
        List<StoreSettings> nodes = new ArrayList<>();
        List<StowSettings> webs = new ArrayList<>();
        for (String name : names) {
            Keys keys = new Keys(settings, "outbox." + Destination.checked(name) + ".", name, answerMax);
            switch (keys.way()) {
                case "fhir-url" -> servers.add(keys.fhir());
                case "dicom-host" -> nodes.add(keys.node());
                default -> webs.add(keys.web());
            }
        }
        return new OutboxConfig(patience, box(settings), servers, nodes, webs);
    }

    private static Equipment box(Settings settings) {
        String serial = settings.text("outbox.serial", "");
        String title = settings.text("dicom.title", "FOVEA");
        ZoneId zone = PaperConfig.of(settings).zone();
        try {
            return new Equipment(serial.isEmpty() ? title : serial, zone);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    (serial.isEmpty() ? "dicom.title" : "outbox.serial") + ": " + e.getMessage(), e);
        }
    }

    /// The settings of one destination.
    private record Keys(Settings settings, String prefix, String name, Duration answerMax) {
        /// Which of the settings that say where it is was given.
        String way() {
            List<String> given = Stream.of("fhir-url", "dicom-host", "stow-url")
                    .filter(key -> !settings.text(prefix + key, "").isEmpty())
                    .toList();
            if (given.size() != 1) {
                throw new IllegalArgumentException(prefix + "fhir-url must be the address of a server, or " + prefix
                        + "dicom-host or " + prefix + "stow-url that of an archive, and one of the three: "
                        + given.size()
                        + " were given");
            }
            return given.getFirst();
        }

        FhirSettings fhir() {
            return new FhirSettings(name, address("fhir-url"), file("fhir-token-file"), answerMax);
        }

        StoreSettings node() {
            Peer peer = new PeerConfig(settings, prefix, "dicom-")
                    .peer("", answerMax)
                    .orElseThrow();
            return new StoreSettings(name, peer, objects(), settings.flag(prefix + "commitment", false));
        }

        StowSettings web() {
            return new StowSettings(name, address("stow-url"), file("stow-token-file"), answerMax, objects());
        }

        private List<Kind> objects() {
            List<String> words = settings.list(prefix + "objects", "sr3d, pdf, sc");
            List<Kind> kinds =
                    words.stream().flatMap(word -> Kind.of(word).stream()).toList();
            if (kinds.isEmpty() || Set.copyOf(kinds).size() < words.size()) {
                throw new IllegalArgumentException(
                        prefix + "objects must be some of sr3d, sr, pdf, sc, each once, was " + words);
            }
            return kinds;
        }

        private URI address(String key) {
            String url = settings.text(prefix + key, "");
            try {
                return URI.create(url);
            } catch (IllegalArgumentException e) {
                // One that is no address at all is refused in the words of one that is not a server's.
                throw new IllegalArgumentException(
                        prefix + key + " must be the address of a server, was \"" + url + "\"", e);
            }
        }

        private Optional<Path> file(String key) {
            String text = settings.text(prefix + key, "");
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        }
    }
}
