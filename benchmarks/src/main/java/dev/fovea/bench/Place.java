package dev.fovea.bench;

import dev.fovea.bench.child.DaemonCommand;
import dev.fovea.bench.eyes.CameraPictures;
import dev.fovea.bench.eyes.Photograph;
import dev.fovea.bench.measure.Report;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where things are, for every benchmark.
final class Place {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--retina",
            paramLabel = "FOLDER",
            description = "Real photographs; drawn eyes are used where it is absent. Default: ../shared/data/retina")
    private Path retina = Path.of("../shared/data/retina");

    @Option(names = "--work", paramLabel = "FOLDER", description = "Where data is put. Default: .fovea/bench")
    private Path work = Path.of(".fovea/bench");

    @Option(names = "--seed", description = "Of every random choice. Default: ${DEFAULT-VALUE}")
    private long seed = 20261122;

    @Mixin
    private ChildOptions child = new ChildOptions();

    Report report() {
        return new Report(spec.name(), spec.commandLine().getOut());
    }

    /// The repository's root.
    Path root() {
        return DaemonCommand.root();
    }

    Path retina() {
        return root().resolve(retina).normalize();
    }

    long seed() {
        return seed;
    }

    ChildOptions child() {
        return child;
    }

    /// An empty folder of this benchmark's own; what an earlier run left there is deleted.
    Path folder() {
        Path folder = root().resolve(work).resolve(spec.name());
        clear(folder);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + folder, e);
        }
    }

    /// Deletes a folder and everything in it.
    static void clear(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot clear " + folder, e);
        }
    }

    /// Pictures of a camera's size.
    List<Photograph> photographs(int count, List<Double> megapixels, Report report) {
        CameraPictures pictures = new CameraPictures(retina(), seed);
        List<Photograph> made = pictures.make(count, megapixels);
        long bytes = made.stream().mapToLong(Photograph::size).sum();
        report.line("%d %s of %s megapixels, %.2f MB each", count, pictures.origin(), megapixels, bytes / 1e6 / count);
        report.fact("photographs", pictures.origin());
        report.fact("megapixels", megapixels);
        return made;
    }
}
