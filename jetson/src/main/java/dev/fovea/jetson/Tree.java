package dev.fovea.jetson;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reads the machine's files under a root. Whatever goes wrong with a file, it is as if it were not there.
///
/// Paths are written as on the machine, without the first slash: `proc/meminfo`.
record Tree(Path root) {
    /// Far more than any file read here holds; a file that never ends is cut off.
    private static final int BYTES_MAX = 64 << 10;

    /// More entries than any folder read here has.
    private static final int ENTRIES_MAX = 1_000;

    /// A full desktop has some 3,000 packages of some 20 lines.
    private static final int LIST_LINES_MAX = 500_000;

    /// `zone2` before `zone10`.
    private static final Comparator<String> NATURAL =
            Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder());

    Path at(String path) {
        return root.resolve(path);
    }

    boolean has(String path) {
        try {
            return Files.exists(at(path));
        } catch (InvalidPathException nonsense) {
            return false;
        }
    }

    /// The file's text without surrounding white space; device trees end theirs with a NUL. An empty file is absent.
    Optional<String> text(String path) {
        try {
            Path file = at(path);
            if (!Files.isRegularFile(file)) { // a pipe or a device would keep us waiting
                return Optional.empty();
            }
            try (InputStream in = Files.newInputStream(file)) {
                String text = new String(in.readNBytes(BYTES_MAX), StandardCharsets.UTF_8);
                return Optional.of(text.replace('\0', ' ').strip()).filter(some -> !some.isEmpty());
            }
        } catch (IOException | InvalidPathException absent) {
            return Optional.empty();
        }
    }

    List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /// The lines after the one given, up to the next empty one: a package's entry in the list of a package
    /// manager. The list may be long; it is read up to there.
    List<String> paragraph(String path, String first) {
        try (BufferedReader reader = Files.newBufferedReader(at(path), StandardCharsets.ISO_8859_1)) {
            return reader.lines()
                    .limit(LIST_LINES_MAX)
                    .dropWhile(line -> !line.equals(first))
                    .skip(1)
                    .takeWhile(line -> !line.isEmpty())
                    .toList();
        } catch (IOException | UncheckedIOException | InvalidPathException absent) {
            return List.of();
        }
    }

    /// A whole number that stands alone in its file.
    Optional<Long> number(String path) {
        return text(path).flatMap(Tree::parsed);
    }

    /// The same, when it is not negative: a frequency, a count, a size.
    Optional<Long> amount(String path) {
        return number(path).filter(value -> value >= 0);
    }

    /// The path of every entry whose name matches, in natural order.
    List<String> entries(String folder, Pattern name) {
        try (Stream<Path> entries = Files.list(at(folder))) {
            return entries.limit(ENTRIES_MAX)
                    .map(entry -> entry.getFileName().toString())
                    .filter(name.asMatchPredicate())
                    .sorted(NATURAL)
                    .map(entry -> folder + "/" + entry)
                    .toList();
        } catch (IOException | UncheckedIOException | InvalidPathException absent) {
            return List.of();
        }
    }

    /// Where a link leads, or the path itself, as a path of the machine.
    Optional<String> real(String path) {
        try {
            return Optional.of(
                    root.toRealPath().relativize(at(path).toRealPath()).toString());
        } catch (IOException | InvalidPathException absent) {
            return Optional.empty();
        }
    }

    /// The last part of a path.
    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static Optional<Long> parsed(String text) {
        try {
            return Optional.of(Long.valueOf(text.strip()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }
}
