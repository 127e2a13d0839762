package dev.fovea.cli;

import dev.fovea.model.Sha256;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A folder of pictures of which the clinic knows the truth: one folder in it for each class of the model, named
/// like it, and in those the pictures, in further folders where that is handy.
///
/// @param folder as the person named it
/// @param classes of the model, in its order
/// @param pictures all of them
record Truth(Path folder, List<String> classes, Pictures pictures) {
    /// Nothing is graded before everything here is in order: grading takes long.
    ///
    /// @param imagesMin pictures per class, `validation.images-min`
    /// @throws IllegalArgumentException naming what is not in order
    static Truth in(Path folder, List<String> classes, int imagesMin) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new IllegalArgumentException("there is no folder " + folder);
        }
        try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
            for (Path path : inside) {
                String name = String.valueOf(path.getFileName());
                if (!Files.isDirectory(path)) {
                    throw new IllegalArgumentException(path + " lies in no class's folder");
                }
                if (!classes.contains(name)) {
                    throw new IllegalArgumentException(
                            "the model has no class " + name + ", only " + String.join(", ", classes));
                }
            }
        }
        Truth truth = new Truth(folder, classes, Pictures.under(List.of(folder)));
        truth.check(imagesMin);
        return truth;
    }

    /// The class that a picture is of.
    String of(Path picture) {
        return folder.relativize(picture).getName(0).toString();
    }

    private void check(int imagesMin) throws IOException {
        if (pictures.skipped() > 0) {
            throw new IllegalArgumentException(pictures.skipped() + " files in " + folder
                    + " are no JPEG, PNG, TIFF or DICOM, or cannot be read; mend them or take them out");
        }
        Map<String, List<Path>> byClass = new HashMap<>();
        Map<Sha256, Path> byContent = new HashMap<>();
        for (Path picture : pictures.files()) {
            byClass.computeIfAbsent(of(picture), _ -> new ArrayList<>()).add(picture);
            Path same = byContent.putIfAbsent(DataChecks.hash(picture), picture);
            if (same != null) {
                throw new IllegalArgumentException(
                        picture + " is the same picture as " + same + "; each may count once only");
            }
        }
        for (String name : classes) {
            int count = Objects.requireNonNullElse(byClass.get(name), List.<Path>of())
                    .size();
            if (count < imagesMin) {
                throw new IllegalArgumentException("class " + name + " must have at least " + imagesMin
                        + " pictures (validation.images-min), has " + count);
            }
        }
    }
}
