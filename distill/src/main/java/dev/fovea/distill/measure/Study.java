package dev.fovea.distill.measure;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// All that a report says.
///
/// @param title one line
/// @param provenance what was measured on what: sources, split rule, seed, hash of the data, and any warning
/// @param predictions of the set that is reported
/// @param temperature found on validation
/// @param points the operating point of each class that has one, chosen on validation
/// @param curves of the training, over epochs; may be empty
/// @param pictures the folder that the predictions' names are relative to; pictures are linked, never copied
/// @param sections measured by others, printed after the operating points; may be empty
/// @param bootstrap of the intervals
public record Study(
        String title,
        List<String> provenance,
        Predictions predictions,
        double temperature,
        Map<String, OperatingPoint> points,
        List<Curve> curves,
        Path pictures,
        List<Section> sections,
        Bootstrap bootstrap) {
    public Study {
        provenance = List.copyOf(provenance);
        points = Map.copyOf(points);
        curves = List.copyOf(curves);
        sections = List.copyOf(sections);
    }
}
