package dev.fovea.jetson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// A board's files, unpacked from one text that people can read. For tests.
public record FileTree(Path root) {
    /// JetPack 4.6.4, idle.
    public static FileTree nano(Path root) {
        return unpacked("nano.tree", root);
    }

    /// JetPack 6.2.1, too hot.
    public static FileTree orinNano(Path root) {
        return unpacked("orin-nano.tree", root);
    }

    private static FileTree unpacked(String name, Path root) {
        FileTree tree = new FileTree(root);
        String file = "";
        List<String> lines = new ArrayList<>();
        for (String line : (text(name) + "== ").lines().toList()) {
            if (line.startsWith("== ")) {
                if (!file.isEmpty()) {
                    tree.write(file, String.join("\n", lines).strip());
                }
                file = line.substring(3);
                lines.clear();
            } else {
                lines.add(line);
            }
        }
        return tree;
    }

    /// Writes or replaces a file.
    public FileTree write(String file, String text) {
        try {
            Path path = root.resolve(file);
            Files.createDirectories(path.resolveSibling(""));
            Files.deleteIfExists(path);
            if (text.startsWith("-> ")) {
                Files.createSymbolicLink(path, Path.of(text.substring(3)));
            } else {
                Files.writeString(path, text.replace("\\0", "\0") + "\n");
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    /// A program of the machine, as a shell script.
    public FileTree program(String file, String script) {
        write(file, "#!/bin/sh\n" + script);
        if (!root.resolve(file).toFile().setExecutable(true)) {
            throw new AssertionError(file + " cannot be made executable");
        }
        return this;
    }

    public FileTree without(String file) {
        try {
            Files.delete(root.resolve(file));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private static String text(String name) {
        try (InputStream in = FileTree.class.getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
