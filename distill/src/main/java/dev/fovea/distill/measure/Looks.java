package dev.fovea.distill.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The same pictures as they are and in another source's look, side by side.
public final class Looks {
    private Looks() {}

    /// @param answers to the same pictures by the look's name, in the order of the rows
    /// @param temperature found on validation
    public static Section section(Map<String, Predictions> answers, double temperature, Bootstrap bootstrap) {
        List<InsideSource> inside = answers.values().stream()
                .findFirst()
                .map(set -> InsideSource.of(set, temperature))
                .orElse(List.of());
        List<String> head = new ArrayList<>(List.of("look", "accuracy", "balanced accuracy"));
        inside.forEach(one -> head.add("AUROC " + one.name()));
        List<List<String>> rows = new ArrayList<>();
        answers.forEach((look, set) -> {
            List<String> row = new ArrayList<>(List.of(
                    look,
                    Figures.plain(bootstrap.of(set, draw -> Confusion.of(draw).accuracy())),
                    Figures.plain(bootstrap.of(set, draw -> Confusion.of(draw).balancedAccuracy()))));
            inside.forEach(one -> row.add(Figures.plain(bootstrap.of(set, draw -> one.areaIn(draw, temperature)))));
            rows.add(row);
        });
        return new Section(
                "In another camera's look",
                "Each picture takes light and colour from a training picture of another source, drawn by seed. What"
                        + " falls here hung on the camera. It is no unseen camera: optics, sharpness and framing stay.",
                head,
                rows);
    }
}
