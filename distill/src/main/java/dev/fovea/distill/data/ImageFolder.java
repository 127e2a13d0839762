package dev.fovea.distill.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads a folder that holds one folder of pictures for each class.
///
/// Two eyes of one person, `1102_left.jpg` and `1102_right.jpg`, are one group in whatever class folder they
/// lie; any other picture is its own group. Folders that start with `_` are not classes; names that start with
/// `.` are ignored.
public final class ImageFolder {
    private static final Pattern EYE = Pattern.compile("(?i)(.+)_(left|right)");

    private ImageFolder() {}

    /// Classes are the folders in alphabetical order.
    public static Dataset read(Path folder, String source) {
        List<String> classes = list(folder).stream()
                .filter(Files::isDirectory)
                .map(ImageFolder::last)
                .filter(name -> !name.startsWith("_"))
                .toList();
        return read(folder, source, classes);
    }

    /// For a model whose classes are given.
    ///
    /// @throws DataException naming a folder that is no class, or a file outside a class folder
    public static Dataset read(Path folder, String source, List<String> classes) {
        List<Sample> samples = new ArrayList<>();
        for (Path inside : list(folder)) {
            String className = last(inside);
            int label = classes.indexOf(className);
            if (!Files.isDirectory(inside)) {
                throw new DataException(className + " lies beside the class folders of " + folder);
            }
            if (label < 0 && !className.startsWith("_")) {
                throw new DataException("the folder " + className + " is none of the classes " + classes);
            }
            for (Path file : list(inside)) {
                samples.add(sample(file, source, className, label));
            }
        }
        if (samples.isEmpty()) {
            throw new DataException("there is no picture in " + folder);
        }
        return Dataset.of(classes, samples, Map.of());
    }

    private static Sample sample(Path file, String source, String className, int label) {
        String name = className + "/" + last(file);
        if (!Files.isRegularFile(file)) {
            throw new DataException(name + " is not a file");
        }
        String stem = last(file).replaceFirst("\\.[^.]*$", "");
        Matcher eye = EYE.matcher(stem);
        String group = source + ":" + (eye.matches() ? eye.group(1) : name);
        return new Sample(name, file.toAbsolutePath(), label, className, source, group, Hashes.of(name, file));
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.filter(path -> !last(path).startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new DataException("cannot list " + folder, e);
        }
    }

    private static String last(Path path) {
        return path.getFileName().toString();
    }
}
