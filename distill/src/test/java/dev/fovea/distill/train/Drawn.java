package dev.fovea.distill.train;

import dev.fovea.distill.data.Sampler;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.SplitFile;
import dev.fovea.distill.loss.PartialCrossAttention.Comparison;
import dev.fovea.distill.train.Recipe.Averaging;
import dev.fovea.distill.train.Recipe.Method;
import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.image.InputSpec;
import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Two classes of tiny drawn eyes that nobody can confuse, dark and well lit, and recipes for them.
final class Drawn {
    private static final int PEOPLE = 12;
    private static final int SIDE = 32;
    private static final List<Double> HALF = List.of(0.5, 0.5, 0.5);

    private Drawn() {}

    /// Draws and splits.
    static Recipe.Corpus corpus(Path folder) {
        Path eyes = folder.resolve("eyes");
        for (int person = 0; person < PEOPLE; person++) {
            DrawnEye eye = DrawnEye.healthy(Laterality.RIGHT, person);
            write(eyes.resolve("lit").resolve("a" + person + "_right.jpg"), eye);
            write(eyes.resolve("dark").resolve("b" + person + "_right.jpg"), eye.withShot(Shot.DARK));
        }
        Path split = folder.resolve("split.json");
        SplitFile.write(Split.make(Lessons.dataset(eyes.toString(), "fundus"), 3), split);
        return new Recipe.Corpus(
                eyes.toString(),
                "fundus",
                split.toString(),
                folder.resolve("pixels").toString());
    }

    private static void write(Path file, DrawnEye eye) {
        try {
            Files.createDirectories(file.getParent());
            Files.write(file, eye.jpeg(80, 80));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static InputSpec input(int side) {
        return new InputSpec(side, side, HALF, HALF, Crop.NONE, Resize.AREA, Modality.FUNDUS);
    }

    static Recipe.Model model(String network, int side) {
        return new Recipe.Model(network, List.of("dark", "lit"), "lit", "", "torchvision", 0, 0.1, 0.2, input(side));
    }

    static Recipe.Course course(int epochs, Averaging averaging) {
        return new Recipe.Course(
                epochs,
                6,
                0,
                Sampler.BY_CLASS,
                "none",
                List.of(),
                2e-3,
                1,
                0.01,
                1,
                5,
                averaging,
                Figure.LIKELIHOOD,
                11,
                1,
                1,
                true,
                Place.CPU);
    }

    static Recipe.Teaching alone(Method method) {
        return new Recipe.Teaching(method, false, 0.05, 0, List.of(), 1, 1, Comparison.OUTPUTS, 0, 0, 0);
    }

    static Recipe.Teaching taught(Method method, Path teacher) {
        return new Recipe.Teaching(
                method, false, 0.05, 0, List.of(teacher.toString()), 0.3, 4, Comparison.OUTPUTS, 1, 0, 0);
    }

    static Recipe recipe(Recipe.Corpus corpus, int epochs, Averaging averaging) {
        return new Recipe(corpus, model("mobilenet_v2", SIDE), course(epochs, averaging), alone(Method.SUPERVISED));
    }
}
