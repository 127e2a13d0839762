package dev.fovea.distill.data;

import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Collections without pictures behind them.
final class Fixture {
    static final List<String> CLASSES = List.of("clear", "ill");

    private Fixture() {}

    static Sample sample(String name, String className, String source, String group) {
        Sha256 hash = Sha256.of(name.getBytes(StandardCharsets.UTF_8));
        return new Sample(name, Path.of(name), CLASSES.indexOf(className), className, source, group, hash);
    }

    /// Two classes from two cameras, three of the four combinations, 40 patients each with one to three pictures.
    static Dataset dataset() {
        return Dataset.of(CLASSES, samples(), Map.of());
    }

    static List<Sample> samples() {
        List<Sample> samples = new ArrayList<>();
        for (String kind : List.of("clear@north", "ill@north", "clear@south")) {
            String[] parts = kind.split("@", 2);
            for (int patient = 0; patient < 40; patient++) {
                for (int picture = 0; picture <= patient % 3; picture++) {
                    String group = kind + patient;
                    samples.add(sample(group + "-" + picture, parts[0], parts[1], group));
                }
            }
        }
        return samples;
    }

    static Path write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            return Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
