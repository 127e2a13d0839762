package dev.fovea.distill.data;

import dev.fovea.model.Laterality;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Drawn eyes as samples that train beside photographs. They never validate and never test: a drawing says nothing
/// about eyes.
public final class DrawnSamples {
    /// The source of every drawing.
    public static final String SOURCE = "drawn";

    private DrawnSamples() {}

    /// Draws what the folder does not hold yet.
    ///
    /// @param as the class of each truth, one of `classes`
    /// @param people drawn for each truth, with both eyes
    public static List<Sample> of(Map<DrawnTruth, String> as, List<String> classes, int people, Path folder) {
        List<Sample> samples = new ArrayList<>();
        as.forEach((truth, className) -> {
            int label = classes.indexOf(className);
            if (label < 0) {
                throw new DataException(
                        "drawn " + truth + " is to be the class " + className + ", but the classes are " + classes);
            }
            for (int person = 0; person < people; person++) {
                for (Laterality side : List.of(Laterality.LEFT, Laterality.RIGHT)) {
                    samples.add(sample(truth, person, side, folder, new Kind(label, className)));
                }
            }
        });
        return List.copyOf(samples);
    }

    private record Kind(int label, String className) {}

    private static Sample sample(DrawnTruth truth, int person, Laterality side, Path folder, Kind kind) {
        String name = String.format(Locale.ROOT, "drawn-%s-%04d-%s.jpg", truth, person, side)
                .toLowerCase(Locale.ROOT);
        Path file = folder.resolve(name);
        try {
            if (!Files.isRegularFile(file)) {
                Files.createDirectories(folder);
                Path whole = Files.createTempFile(folder, "new", ".part");
                Files.write(whole, truth.jpeg(person, side));
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
            Sha256 hash = Sha256.of(Files.readAllBytes(file));
            return new Sample(
                    name, file, kind.label, kind.className, SOURCE, SOURCE + "-" + truth + "-" + person, hash);
        } catch (IOException e) {
            throw new DataException("the drawing " + file + " cannot be kept", e);
        }
    }
}
