package dev.fovea.distill.cli;

import dev.fovea.distill.train.TrainException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Under which licence each source's photographs are: from the manifest's column `licence`, or as the person says.
final class Licences {
    private Licences() {}

    /// @param told by the person, by source; wins over the manifest
    /// @return one for each source, then those told for anything else, such as initial weights
    /// @throws TrainException naming a source without one
    static Map<String, String> of(Path data, List<String> sources, Map<String, String> told) {
        Map<String, String> written = Files.isRegularFile(data) ? manifest(data) : Map.of();
        Map<String, String> found = new LinkedHashMap<>();
        for (String source : sources) {
            String licence = told.getOrDefault(source, written.getOrDefault(source, ""));
            if (licence.isBlank()) {
                throw new TrainException(
                        "the licence of the source " + source + " is not known; say --licence \"" + source + "=...\"");
            }
            found.put(source, licence);
        }
        told.forEach(found::putIfAbsent);
        return found;
    }

    private static Map<String, String> manifest(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> header = Arrays.asList(lines.getFirst().split(",", -1));
            int source = header.indexOf("source");
            int licence = header.indexOf("licence");
            Map<String, String> found = new LinkedHashMap<>();
            if (source >= 0 && licence >= 0) {
                lines.stream()
                        .skip(1)
                        .map(line -> line.split(",", -1))
                        .forEach(row -> found.putIfAbsent(row[source], row[licence]));
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
