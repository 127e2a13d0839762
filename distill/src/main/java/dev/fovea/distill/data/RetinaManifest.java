package dev.fovea.distill.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Reads a `manifest.csv` with the columns path, modality, class, source, patient_group and orig_sha256, in any
/// order and among others. Fields hold no quotes and no commas, which is checked.
///
/// Classes are numbered in alphabetical order. Those that start with `_` are not classes: their samples are
/// [Sample#UNCERTAIN], but still tie groups together.
public final class RetinaManifest {
    private static final List<String> COLUMNS =
            List.of("path", "modality", "class", "source", "patient_group", "orig_sha256");

    private RetinaManifest() {}

    /// @param manifest its folder is the root of the paths in it
    /// @param modality which rows are taken, `fundus`
    /// @throws DataException naming the file or the line
    public static Dataset read(Path manifest, String modality) {
        List<Map<String, String>> rows = rows(manifest).stream()
                .filter(row -> modality.equals(row.get("modality")))
                .toList();
        if (rows.isEmpty()) {
            throw new DataException(manifest.getFileName() + " has no row of modality " + modality);
        }
        TreeSet<String> names = new TreeSet<>();
        rows.forEach(row -> names.add(value(row, "class")));
        return dataset(
                manifest,
                rows,
                names.stream().filter(name -> !name.startsWith("_")).toList());
    }

    /// As [#read(Path, String)], for a model whose classes are given: a class that is not among them stops.
    public static Dataset read(Path manifest, String modality, List<String> classes) {
        List<Map<String, String>> rows = rows(manifest).stream()
                .filter(row -> modality.equals(row.get("modality")))
                .toList();
        return dataset(manifest, rows, classes);
    }

    private static Dataset dataset(Path manifest, List<Map<String, String>> rows, List<String> classes) {
        List<Sample> samples = new ArrayList<>();
        Map<String, String> originals = new HashMap<>();
        for (Map<String, String> row : rows) {
            String name = value(row, "path");
            String className = value(row, "class");
            Path file = manifest.resolveSibling(name).toAbsolutePath();
            samples.add(new Sample(
                    name,
                    file,
                    label(name, className, classes),
                    className,
                    value(row, "source"),
                    value(row, "patient_group"),
                    Hashes.of(name, file)));
            originals.put(name, value(row, "orig_sha256"));
        }
        return Dataset.of(classes, samples, originals);
    }

    private static int label(String name, String className, List<String> classes) {
        int label = classes.indexOf(className);
        if (label < 0 && !className.startsWith("_")) {
            throw new DataException("the class " + className + " of " + name + " is none of " + classes);
        }
        return label;
    }

    private static String value(Map<String, String> row, String column) {
        return row.getOrDefault(column, "");
    }

    private static List<Map<String, String>> rows(Path manifest) {
        List<String> lines;
        try {
            lines = Files.readAllLines(manifest);
        } catch (IOException e) {
            throw new DataException("cannot read " + manifest, e);
        }
        List<String> header =
                lines.isEmpty() ? List.of() : List.of(lines.getFirst().split(",", -1));
        if (!header.containsAll(COLUMNS)) {
            throw new DataException(manifest.getFileName() + " must have the columns " + COLUMNS + ", has " + header);
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (int i = 1; i < lines.size(); i++) {
            List<String> fields = Arrays.asList(lines.get(i).split(",", -1));
            if (fields.size() != header.size() || lines.get(i).contains("\"")) {
                throw new DataException(
                        manifest.getFileName() + " line " + (i + 1) + " must have " + header.size() + " plain fields");
            }
            Map<String, String> row = new HashMap<>();
            for (int column = 0; column < header.size(); column++) {
                row.put(header.get(column), fields.get(column));
            }
            rows.add(row);
        }
        return rows;
    }
}
