package dev.fovea.distill.train;

import dev.fovea.distill.data.Augmentation;
import dev.fovea.distill.data.Augmentations;
import dev.fovea.distill.data.Dataset;
import dev.fovea.distill.data.DrawnSamples;
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
import java.util.stream.Stream;

/// The photographs of a run with their split, open for training.
public final class Lessons implements AutoCloseable {
    /// Pictures are kept a little larger than the network's input, so that turning and zooming cost no sharpness.
    private static final double MARGIN = 8.0 / 7;

    /// Drawn for each truth, where drawings are asked for.
    private static final int PEOPLE = 60;
    /// How often a healthy eye is clouded.
    private static final double CLOUDED = 0.3;

    private final Dataset dataset;
    private final Split split;
    private final Pixels exact;
    private final Pixels wide;
    private final InputSpec spec;
    private final List<Sample> drawn;

    private Lessons(Dataset dataset, Split split, InputSpec spec, Path cache, List<Sample> drawn) {
        this.dataset = dataset;
        this.split = split;
        this.spec = spec;
        this.drawn = drawn;
        exact = Pixels.open(spec, spec.width(), cache);
        wide = Pixels.open(spec, (int) Math.round(MARGIN * spec.width()), cache);
    }

    /// All that a run learns from: the photographs, and the drawings that its recipe asks for.
    public static Lessons open(Recipe recipe) {
        Recipe.Sources sources = recipe.sources();
        Path folder = Path.of(recipe.corpus().cache()).resolve("drawn-1");
        List<Sample> drawings = sources.drawn() > 0
                ? DrawnSamples.of(sources.drawnAs(), recipe.model().classes(), PEOPLE, folder)
                : List.of();
        return open(recipe.corpus(), recipe.model().input(), drawings);
    }

    /// The photographs alone: reads their list and checks the split against it.
    public static Lessons open(Recipe.Corpus corpus, InputSpec spec) {
        return open(corpus, spec, List.of());
    }

    private static Lessons open(Recipe.Corpus corpus, InputSpec spec, List<Sample> drawings) {
        if (spec.width() != spec.height()) {
            throw new TrainException("the input must be square, was " + spec.width() + " x " + spec.height());
        }
        Dataset dataset = dataset(corpus.data(), corpus.modality());
        Split split = SplitFile.read(Path.of(corpus.split()), dataset);
        return new Lessons(dataset, split, spec, Path.of(corpus.cache()), drawings);
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

    /// What trains: the photographs first, the drawings after them.
    public List<Sample> training() {
        return Stream.concat(samples(Split.Part.TRAIN).stream(), drawn.stream()).toList();
    }

    /// The drawings that train.
    public List<Sample> drawn() {
        return drawn;
    }

    /// As serving sees them.
    public Views exact() {
        return Views.exact(exact);
    }

    /// A healthy eye gets more haze than others where haze has a class of its own.
    Views augmented(Recipe recipe, List<Sample> samples) {
        Augmentations usual = variations(recipe.course());
        Augmentations hazy = recipe.sources().clouded().isEmpty() ? usual : usual.with(Effect.HAZE, CLOUDED, 1);
        String healthy = recipe.model().healthy();
        // A drawing is no camera whose look a photograph could take.
        List<Sample> photographs =
                samples.stream().filter(one -> !drawn.contains(one)).toList();
        Augmentation plain = new Augmentation(usual, wide.side(), spec.width());
        Augmentation clouding = new Augmentation(hazy, wide.side(), spec.width());
        return Views.augmented(wide, one -> one.className().equals(healthy) ? clouding : plain, photographs);
    }

    private static Augmentations variations(Recipe.Course course) {
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
        return wanted;
    }

    @Override
    public void close() {
        exact.close();
        wide.close();
    }
}
