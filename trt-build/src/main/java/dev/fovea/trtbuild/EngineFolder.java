package dev.fovea.trtbuild;

import dev.fovea.engine.EngineException;
import dev.fovea.engine.tensorrt.TensorRtVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Where engines lie: one file per task, what was learned about kernels, the log of the last build. All of it
/// can be
/// deleted at any time and is made again.
public final class EngineFolder {
    private final Path folder;

    private EngineFolder(Path folder) {
        this.folder = folder;
    }

    /// Makes the folder, and proves that it can be written to.
    ///
    /// @throws EngineException naming the folder and the reason
    public static EngineFolder open(Path folder) {
        try {
            Files.createDirectories(folder);
            Files.delete(Files.createTempFile(folder, "writable", ".new"));
        } catch (IOException e) {
            throw new EngineException(
                    "tensorrt.folder " + folder + " cannot be written to, so no engine can be kept: " + e, e);
        }
        return new EngineFolder(folder);
    }

    public Path engine(String task) {
        return folder.resolve(task + ".engine");
    }

    /// What the last build of this task had to say.
    public Path log(String task) {
        return folder.resolve(task + ".log");
    }

    /// That TensorRT is being loaded.
    public CrashMark crashMark() {
        return new CrashMark(folder.resolve("loading"));
    }

    /// Held while engines are made: a daemon and a person at the command line must not make them side by side.
    Path lock() {
        return folder.resolve("building");
    }

    Path timings(TensorRtVersion version, int sm) {
        return folder.resolve("timings-" + version + "-sm" + sm + ".cache");
    }

    /// An empty folder for one build.
    Path work(String task) throws IOException {
        Path work = folder.resolve(task + ".work");
        delete(work);
        return Files.createDirectory(work);
    }

    /// What a build leaves behind that was killed is of no use to the next.
    void clear(String task) {
        try {
            delete(folder.resolve(task + ".work"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        List<Path> all;
        try (Stream<Path> files = Files.walk(tree)) {
            all = files.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : all) {
            Files.delete(file);
        }
    }
}
