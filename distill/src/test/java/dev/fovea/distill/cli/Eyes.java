package dev.fovea.distill.cli;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.model.Laterality;
import dev.fovea.model.Sha256;
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

    /// The same eyes in a manifest: the north has both classes, the south lit ones of another shape.
    static void manifest(Path folder) throws IOException {
        StringBuilder rows =
                new StringBuilder("path,modality,class,source,patient_group,licence,orig_w,orig_h,orig_sha256\n");
        Files.createDirectories(folder.resolve("eyes"));
        for (int person = 0; person < PEOPLE; person++) {
            DrawnEye eye = DrawnEye.healthy(Laterality.RIGHT, person);
            DrawnEye other = DrawnEye.healthy(Laterality.LEFT, 100 + person);
            put(folder, rows, "lit,north,n" + person, eye.jpeg(80, 80));
            put(folder, rows, "dark,north,d" + person, eye.withShot(Shot.DARK).jpeg(80, 80));
            put(folder, rows, "lit,south,s" + person, other.jpeg(96, 80));
        }
        Files.writeString(folder.resolve("manifest.csv"), rows);
    }

    /// @param kind class, source and patient
    private static void put(Path folder, StringBuilder rows, String kind, byte[] jpeg) throws IOException {
        String name = "eyes/" + kind.replace(',', '-') + ".jpg";
        Files.write(folder.resolve(name), jpeg);
        rows.append(name)
                .append(",fundus,")
                .append(kind)
                .append(",drawn,80,80,")
                .append(Sha256.of(jpeg).hex())
                .append('\n');
    }
}
