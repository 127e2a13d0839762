package dev.fovea.distill.cli;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Two classes of tiny drawn eyes, dark and well lit, and the options that train on them within a second.
final class Eyes {
    private static final int PEOPLE = 12;

    static final String LESSONS = "--healthy lit --side 32 --epochs 1 --warmup 0 --batch 6 --threads 1 --workers 1";

    private Eyes() {}

    static void draw(Path folder) throws IOException {
        Path lit = Files.createDirectories(folder.resolve("lit"));
        Path dark = Files.createDirectories(folder.resolve("dark"));
        for (int person = 0; person < PEOPLE; person++) {
            DrawnEye eye = DrawnEye.healthy(Laterality.RIGHT, person);
            Files.write(lit.resolve("a" + person + "_right.jpg"), eye.jpeg(80, 80));
            Files.write(
                    dark.resolve("b" + person + "_right.jpg"),
                    eye.withShot(Shot.DARK).jpeg(80, 80));
        }
    }
}
