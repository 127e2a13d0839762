package dev.fovea.jetson;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One of NVIDIA's libraries, by the file that lies on the disk. That it lies there does not mean that it works.
///
/// @param kind CUDA runtime or TensorRT
/// @param file its path on the machine
/// @param version as its name tells
public record Library(Kind kind, String file, String version) {
    /// What the library is for.
    public enum Kind {
        CUDA_RUNTIME("libcudart"),
        TENSORRT("libnvinfer");

        private final String stem;

        Kind(String stem) {
            this.stem = stem;
        }
    }

    private static final Pattern CUDA_FOLDER = Pattern.compile("cuda(-\\d{1,2}(\\.\\d{1,2})?)?");

    /// Where JetPack and NVIDIA's packages for servers put them.
    private static List<String> folders(Tree tree) {
        List<String> folders = new ArrayList<>(
                List.of("usr/lib/aarch64-linux-gnu", "usr/lib/x86_64-linux-gnu", "usr/lib/aarch64-linux-gnu/tegra"));
        for (String cuda : tree.entries("usr/local", CUDA_FOLDER)) {
            folders.add(cuda + "/targets/aarch64-linux/lib");
            folders.add(cuda + "/targets/sbsa-linux/lib");
            folders.add(cuda + "/targets/x86_64-linux/lib");
            folders.add(cuda + "/lib64");
        }
        return folders;
    }

    /// Each version once: a library has several names that lead to one file.
    static List<Library> findAll(Tree tree) {
        List<Library> found = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            Pattern name = Pattern.compile(Pattern.quote(kind.stem) + "\\.so\\.(\\d{1,3}(\\.\\d{1,3}){0,3})");
            for (String folder : folders(tree)) {
                for (String file : tree.entries(folder, name)) {
                    String real = tree.real(file).orElse(file);
                    String version = Tree.name(name.matcher(Tree.name(real)).matches() ? real : file)
                            .substring((kind.stem + ".so.").length());
                    Library library = new Library(kind, "/" + real, version);
                    if (!found.contains(library)) {
                        found.add(library);
                    }
                }
            }
        }
        return found;
    }
}
