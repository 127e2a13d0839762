package dev.fovea.distill.cli;

import dev.fovea.distill.measure.Ablation;
import dev.fovea.distill.measure.Candidate;
import dev.fovea.distill.train.Arm;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Does it help? The same recipe with and without it, several seeds each, on the same test set.
@Command(
        name = "ablation",
        mixinStandardHelpOptions = true,
        description = {
            "Trains every arm with every seed, tests all on the same test set and writes OUT/ablation.md.",
            "The same command goes on where it was interrupted; more seeds or arms may be added to it."
        })
final class AblationCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private CorpusOptions corpus = new CorpusOptions();

    @Mixin
    private ModelOptions model = new ModelOptions();

    @Mixin
    private CourseOptions course = new CourseOptions();

    @Mixin
    private LossOptions loss = new LossOptions();

    @Mixin
    private SourceOptions sources = new SourceOptions();

    @Mixin
    private MixOptions mix = new MixOptions();

    @Option(
            names = "--teacher",
            paramLabel = "RUN",
            description = "Of the arms logits and cross: a run folder trained on the same split; several for the mean.")
    private List<Path> teachers = List.of();

    @Option(
            names = "--arms",
            split = ",",
            paramLabel = "ARM",
            description = "Compared with the first: " + Arm.WORDS + ". Default: ${DEFAULT-VALUE}")
    private List<String> arms = List.of("supervised", "logits");

    @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Of every arm. Default: ${DEFAULT-VALUE}")
    private List<Long> seeds = List.of(1L, 2L, 3L);

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Of the runs and the table.")
    private Path out = Path.of("");

    @Override
    public Integer call() throws InterruptedException {
        check();
        List<Arm> all = arms.stream().map(Arm::of).toList();
        Recipe.Corpus photographs = corpus.corpus();
        String modality = photographs.modality();
        Recipe shared = new Recipe(
                photographs,
                model.model(Training.classes(photographs), modality),
                course.course(modality),
                loss.alone(Recipe.Method.SUPERVISED),
                sources.sources());
        Training.check(shared.course());
        Optional<Recipe.Teaching> taught = teachers.isEmpty()
                ? Optional.empty()
                : Optional.of(loss.taught(Recipe.Method.LOGITS, teachers, mix.mix()));
        distinct(all, shared, taught);
        try (Lessons lessons = Lessons.open(shared);
                Bars bars = new Bars(spec.commandLine().getErr())) {
            Ablation ablation = trained(all, shared, taught, new Trial(lessons, bars), bars);
            Path table = out.resolve("ablation.md");
            ablation.write(table);
            ablation.sentences().forEach(spec.commandLine().getOut()::println);
            spec.commandLine().getOut().println("the table is " + table);
        }
        return ExitCode.OK.number();
    }

    private void check() {
        if (spec.commandLine().getParseResult().hasMatchedOption("--seed")) {
            throw new IllegalArgumentException("--seed is one run's; an ablation has --seeds");
        }
        if (seeds.isEmpty() || seeds.size() > Ablation.SEEDS_MAX || new HashSet<>(seeds).size() < seeds.size()) {
            throw new IllegalArgumentException(
                    "--seeds must be 1 to " + Ablation.SEEDS_MAX + " different numbers, were " + seeds);
        }
    }

    /// Two names for one recipe would be compared with themselves.
    private static void distinct(List<Arm> arms, Recipe shared, Optional<Recipe.Teaching> taught) {
        Map<Recipe, String> known = new HashMap<>();
        for (Arm arm : arms) {
            Optional.ofNullable(known.put(arm.recipe(shared, taught, 1), arm.name()))
                    .ifPresent(other -> {
                        throw new IllegalArgumentException("the arms " + other + " and " + arm.name()
                                + " are the same recipe: the shared options already have what tells them apart");
                    });
        }
    }

    private Ablation trained(List<Arm> all, Recipe shared, Optional<Recipe.Teaching> taught, Trial trial, Bars bars)
            throws InterruptedException {
        List<Candidate> theirs = new ArrayList<>();
        for (Path teacher : teachers) {
            theirs.add(trial.teacher(teacher, shared.corpus()));
            if (all.stream().anyMatch(Arm::cached)) {
                CacheTeacherCommand.fill(Run.open(teacher), false, bars);
            }
        }
        List<Candidate> students = new ArrayList<>();
        // All arms of a seed before the next one, so that what an interrupted ablation has can be compared.
        for (long seed : seeds) {
            for (Arm arm : all) {
                Path folder = out.resolve(arm.folder()).resolve("seed-" + seed);
                students.add(trial.student(arm.name(), folder, arm.recipe(shared, taught, seed)));
            }
        }
        return new Ablation(provenance(shared, trial.lessons()), arms, students, theirs);
    }

    private List<String> provenance(Recipe shared, Lessons lessons) {
        List<String> lines = new ArrayList<>();
        lines.add("split file: " + Path.of(shared.corpus().split()).getFileName());
        Provenance.of(shared, lessons).forEach((key, value) -> lines.add(key.replace('_', ' ') + ": " + value));
        lines.add("sources: " + String.join(", ", lessons.dataset().sources()));
        lines.add("seeds: " + seeds);
        lines.add("teachers: " + (teachers.isEmpty() ? "none" : teachers));
        lines.add("shared model: " + shared.model());
        lines.add("shared course, but for the seed: " + shared.course());
        lines.add("shared teaching: " + shared.teaching());
        lines.add("shared sources: " + shared.sources());
        lines.add("temperatures fitted on validation; each picture once, as serving sees it");
        return lines;
    }
}
