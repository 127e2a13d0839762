package dev.fovea.distill.cli;

import dev.fovea.distill.data.Effect;
import dev.fovea.distill.data.Sampler;
import dev.fovea.distill.train.Figure;
import dev.fovea.distill.train.Place;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Recipe.Averaging;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/// How long and how fast.
final class CourseOptions {
    @Option(names = "--epochs", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private int epochs = 30;

    @Option(names = "--batch", paramLabel = "N", description = "Pictures in a step. Default: ${DEFAULT-VALUE}")
    private int batch = 32;

    @Option(
            names = "--per-epoch",
            paramLabel = "N",
            description = "Pictures in an epoch. Default: as many as there are")
    private int perEpoch;

    @Option(
            names = "--sampler",
            paramLabel = "RULE",
            description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Sampler sampler = Sampler.BY_CLASS_AND_SOURCE;

    @Option(names = "--augmentation", paramLabel = "SET", description = "fundus, oct or none. Default: the modality's")
    private Optional<String> augmentation = Optional.empty();

    @Option(
            names = "--without",
            split = ",",
            paramLabel = "EFFECT",
            description = "Effects taken out of the set: ${COMPLETION-CANDIDATES}.")
    private List<Effect> without = List.of();

    @Option(names = "--rate", paramLabel = "NUMBER", description = "Highest learning rate. Default: ${DEFAULT-VALUE}")
    private double rate = 1e-3;

    @Option(
            names = "--backbone",
            paramLabel = "SHARE",
            description = "Part of the rate for all but the last layer. Default: ${DEFAULT-VALUE}")
    private double backbone = 1;

    @Option(names = "--decay", paramLabel = "NUMBER", description = "Of the weights. Default: ${DEFAULT-VALUE}")
    private double decay = 0.05;

    @Option(names = "--warmup", paramLabel = "EPOCHS", description = "Default: ${DEFAULT-VALUE}")
    private double warmup = 2;

    @Option(names = "--clip", paramLabel = "NUMBER", description = "Longest gradient. Default: ${DEFAULT-VALUE}")
    private double clip = 5;

    @Option(names = "--ema", paramLabel = "DECAY", description = "Average the weights over steps, such as 0.995.")
    private Optional<Double> ema = Optional.empty();

    @Option(names = "--swa", paramLabel = "EPOCH", description = "Average the weights over epochs, from this one on.")
    private Optional<Integer> swa = Optional.empty();

    @Option(
            names = "--best-by",
            paramLabel = "FIGURE",
            description = "Of validation: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    private Figure figure = Figure.AUROC;

    @Option(names = "--seed", paramLabel = "N", description = "Default: ${DEFAULT-VALUE}")
    private long seed = 1;

    @Option(names = "--threads", paramLabel = "N", description = "PyTorch's. Default: ${DEFAULT-VALUE}")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--workers", paramLabel = "N", description = "That make pictures. Default: ${DEFAULT-VALUE}")
    private int workers = 2;

    @Option(names = "--deterministic", description = "Let PyTorch refuse what could differ from run to run.")
    private boolean deterministic;

    @Option(
            names = "--device",
            paramLabel = "PLACE",
            description = "What computes the steps: ${COMPLETION-CANDIDATES} (only of fovea distill --gpu)."
                    + " Default: ${DEFAULT-VALUE}")
    private Place place = Place.CPU;

    Recipe.Course course(String modality) {
        return new Recipe.Course(
                epochs,
                batch,
                perEpoch,
                sampler,
                augmentation.orElse(modality),
                without,
                rate,
                backbone,
                decay,
                warmup,
                clip,
                averaging(),
                figure,
                seed,
                threads,
                workers,
                deterministic,
                place);
    }

    private Averaging averaging() {
        if (ema.isPresent() && swa.isPresent()) {
            throw new IllegalArgumentException("--ema and --swa exclude each other");
        }
        return ema.map(decays -> new Averaging(Averaging.Kind.EMA, decays, 0))
                .or(() -> swa.map(from -> new Averaging(Averaging.Kind.SWA, 0, from - 1)))
                .orElse(Averaging.NONE);
    }
}
