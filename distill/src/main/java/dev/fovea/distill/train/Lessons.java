package dev.fovea.distill.train;

import dev.fovea.distill.data.Augmentation;
import dev.fovea.distill.data.Augmentations;
import dev.fovea.distill.data.Dataset;
import dev.fovea.distill.data.Effect;
import dev.fovea.distill.data.ImageFolder;
import dev.fovea.distill.data.Pixels;
import dev.fovea.distill.data.RetinaManifest;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.SplitFile;
import dev.fovea.distill.data.Views;
import dev.fovea.image.InputSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The photographs of a run with their split, open for training.
public final class Lessons implements AutoCloseable {
    /// Pictures are kept a little larger than the network's input, so that turning and zooming cost no sharpness.
    private static final double MARGIN = 8.0 / 7;

    private final Dataset dataset;
    private final Split split;
    private final Pixels exact;
    private final Pixels wide;
    private final InputSpec spec;

    private Lessons(Dataset dataset, Split split, InputSpec spec, Path cache) {
        this.dataset = dataset;
        this.split = split;
        this.spec = spec;
        exact = Pixels.open(spec, spec.width(), cache);
        wide = Pixels.open(spec, (int) Math.round(MARGIN * spec.width()), cache);
    }

    /// Reads the photographs' list and checks the split against it.
    public static Lessons open(Recipe.Corpus corpus, InputSpec spec) {
        if (spec.width() != spec.height()) {
            throw new TrainException("the input must be square, was " + spec.width() + " x " + spec.height());
        }
        Dataset dataset = dataset(corpus.data(), corpus.modality());
        Split split = SplitFile.read(Path.of(corpus.split()), dataset);
        return new Lessons(dataset, split, spec, Path.of(corpus.cache()));
    }

    /// A manifest, or a folder of class folders.
    public static Dataset dataset(String data, String modality) {
        Path path = Path.of(data);
        if (Files.isDirectory(path)) {
            return ImageFolder.read(
                    path, path.toAbsolutePath().normalize().getFileName().toString());
        }
        return RetinaManifest.read(path, modality);
    }

    /// The same, for a model whose classes are given.
    public static Dataset dataset(String data, String modality, List<String> classes) {
        Path path = Path.of(data);
        if (Files.isDirectory(path)) {
            return ImageFolder.read(
                    path, path.toAbsolutePath().normalize().getFileName().toString(), classes);
        }
        return RetinaManifest.read(path, modality, classes);
    }

    public Dataset dataset() {
        return dataset;
    }

    public Split split() {
        return split;
    }

    public List<Sample> samples(Split.Part part) {
        return split.samples(dataset, part);
    }

    /// As serving sees them.
    public Views exact() {
        return Views.exact(exact);
    }

    /// @param course which variations
    Views augmented(Recipe.Course course, List<Sample> samples) {
        Augmentations wanted = switch (course.augmentation()) {
            case "fundus" -> Augmentations.FUNDUS;
            case "oct" -> Augmentations.OCT;
            case "none" -> Augmentations.NONE;
            default ->
                throw new TrainException("augmentation must be fundus, oct or none, was " + course.augmentation());
        };
        for (Effect effect : course.without()) {
            wanted = wanted.without(effect);
        }
        return Views.augmented(wide, new Augmentation(wanted, wide.side(), spec.width()), samples);
    }

    @Override
    public void close() {
        exact.close();
        wide.close();
    }
}
