package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Batches;
import dev.fovea.distill.data.Draws;
import dev.fovea.distill.data.Plan;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Sampler;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.measure.Scores;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.Safetensors;
import dev.fovea.distill.net.StateNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Carries out one run, from where it stands to its last epoch. One thread.
///
/// Random numbers are drawn anew from the seed in every epoch, so that a run that goes on after an epoch is the run
/// that was never interrupted, to the bit.
public final class Trainer {
    /// Pictures whose statistics folded batch norms are given.
    private static final int MEASURED = 48;

    private final Run run;
    private final Recipe.Course course;
    private final Lessons lessons;
    private final Progress progress;
    private final List<Sample> samples;
    private final Classifier student;
    private final Objective objective;
    private final Steps steps;
    private final Averaged averaged;
    private final Views views;
    private final Schedule schedule;

    private Trainer(Run run, Lessons lessons, Progress progress) throws InterruptedException {
        this.run = run;
        this.lessons = lessons;
        this.progress = progress;
        Recipe recipe = run.recipe();
        course = recipe.course();
        samples = lessons.training();
        if (samples.isEmpty()) {
            throw new TrainException("the split has no picture to train with");
        }
        Threading.set(course.threads(), course.deterministic());
        torch.manual_seed(Draws.seed(course.seed(), "begin".hashCode()));
        student = Networks.create(recipe.model());
        if (run.state().epochs() == 0 && Networks.begin(student, recipe.model().weights())) {
            measure((ConvNetwork) student);
        }
        course.place().take(student);
        student.channelsLast();
        objective = Objectives.of(recipe, student, lessons);
        modules().values().forEach(course.place()::take);
        // In the order of their names, which does not change from start to start.
        steps = new Steps(student, new TreeMap<>(objective.beside()).values(), course);
        averaged = new Averaged(student, course.averaging());
        views = lessons.augmented(recipe, samples);
        long perEpoch = stepsPerEpoch();
        schedule = new Schedule(
                course.rate(), Math.round(course.warmup() * perEpoch), Math.max(1, course.epochs() * perEpoch));
    }

    /// Trains to the end, or goes on with it.
    ///
    /// @return the figure of the best epoch
    public static double train(Run run, Lessons lessons, Progress progress) throws InterruptedException {
        return train(run, lessons, progress, run.recipe().course().epochs());
    }

    /// @param until epochs that are finished when it returns
    static double train(Run run, Lessons lessons, Progress progress, int until) throws InterruptedException {
        Run.State state = run.state();
        if (state.epochs() < until) {
            Trainer trainer = new Trainer(run, lessons, progress);
            trainer.restore(state);
            for (int epoch = state.epochs(); epoch < until; epoch++) {
                state = trainer.epoch(epoch, state);
            }
        }
        return state.figure();
    }

    private void measure(ConvNetwork network) throws InterruptedException {
        int[] order = Sampler.BY_CLASS_AND_SOURCE.order(samples, Math.min(MEASURED, samples.size()), course.seed());
        Plan plan = new Plan(samples, order, order.length, 1, course.seed());
        try (Batches batches = Batches.open(plan, lessons.exact(), course.workers());
                PointerScope _ = new PointerScope()) {
            Batch batch = batches.next().orElseThrow();
            var input = run.recipe().model().input();
            Norms.measure(network, Inputs.normalised(Inputs.raw(batch, input, network), input));
        }
    }

    /// The sampler's photographs, with a share of drawings scattered among them.
    private int[] order(long seed) {
        int pictures = picturesPerEpoch();
        int drawn = (int) Math.round(pictures * run.recipe().sources().drawn());
        int photographs = samples.size() - lessons.drawn().size();
        int[] order = Arrays.copyOf(
                course.sampler().order(samples.subList(0, photographs), pictures - drawn, seed), pictures);
        if (drawn > 0) {
            int[] drawings = Sampler.BY_CLASS.order(lessons.drawn(), drawn, seed);
            Arrays.setAll(drawings, i -> drawings[i] + photographs);
            System.arraycopy(drawings, 0, order, pictures - drawn, drawn);
            new Draws(seed).shuffle(order);
        }
        return order;
    }

    private int picturesPerEpoch() {
        return course.perEpoch() > 0
                ? course.perEpoch()
                : lessons.samples(Split.Part.TRAIN).size();
    }

    /// A last batch of one picture has no deviation that a batch norm could divide by.
    private int stepsPerEpoch() {
        int pictures = picturesPerEpoch();
        return pictures / course.batch() + (pictures % course.batch() > 1 ? 1 : 0);
    }

    private Run.State epoch(int epoch, Run.State before) throws InterruptedException {
        long seed = Draws.seed(course.seed(), epoch);
        torch.manual_seed(seed);
        int[] order = order(seed);
        Plan plan = new Plan(samples, order, course.batch(), objective.views(), seed);
        double loss = learn(epoch, plan);
        averaged.epoch(epoch);
        averaged.swap();
        Optional<Scores> scores = examine();
        double figure =
                scores.map(course.figure()::of).filter(Double::isFinite).orElseGet(() -> objective.figure(loss, epoch));
        boolean best = figure > before.figure();
        if (best) {
            StateNames.save(
                    student, run.best(), Map.of("padding", run.recipe().model().padding()));
        }
        averaged.swap();
        Run.State state = best
                ? new Run.State(epoch + 1, figure, epoch)
                : new Run.State(epoch + 1, before.figure(), before.best());
        run.curve(epoch, curve(epoch, loss, scores));
        keep(state);
        progress.say(line(epoch, loss, scores, best));
        return state;
    }

    private double learn(int epoch, Plan plan) throws InterruptedException {
        student.train(true);
        objective.beside().values().forEach(module -> module.train(true));
        int count = stepsPerEpoch();
        progress.begin("epoch " + (epoch + 1) + " of " + course.epochs(), count);
        double sum = 0;
        try (Batches batches = Batches.open(plan, views, course.workers())) {
            for (int step = 0; step < count; step++) {
                Batch batch = batches.next().orElseThrow();
                double loss = step(batch, (long) epoch * count + step, count);
                if (!Double.isFinite(loss)) {
                    throw new TrainException("the loss became " + loss + " in epoch " + (epoch + 1)
                            + "; a lower rate or a shorter clip helps");
                }
                sum += loss;
                progress.step();
            }
        }
        return sum / count;
    }

    private double step(Batch batch, long step, int perEpoch) {
        try (PointerScope _ = new PointerScope()) {
            var input = run.recipe().model().input();
            Tensor raw = Inputs.raw(batch, input, student);
            Objective.When when = new Objective.When((double) step / perEpoch, (double) step / schedule.steps());
            Tensor loss = objective.loss(new Objective.Lesson(batch, raw, Inputs.normalised(raw, input), when));
            steps.take(loss, schedule.at(step));
            objective.afterwards();
            averaged.step();
            return loss.item_double();
        }
    }

    /// Empty where there is nothing to look at, or where labels are not what is learned.
    private Optional<Scores> examine() throws InterruptedException {
        List<Sample> validation = lessons.samples(Split.Part.VALIDATION);
        if (validation.isEmpty() || !run.recipe().teaching().method().labelled()) {
            return Optional.empty();
        }
        Grading grading = new Grading(student, run.recipe().model(), lessons.exact(), false);
        return Optional.of(Scores.of(grading.predictions(validation, Progress.NONE), 1));
    }

    private Map<String, Double> curve(int epoch, double loss, Optional<Scores> scores) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("rate", schedule.at((long) epoch * stepsPerEpoch()));
        values.put("loss", loss);
        values.put("validation_loss", scores.map(Scores::loss).orElse(Double.NaN));
        values.put("validation_accuracy", scores.map(Scores::accuracy).orElse(Double.NaN));
        values.put(
                "validation_balanced_accuracy",
                scores.map(Scores::balancedAccuracy).orElse(Double.NaN));
        values.put("validation_auroc", scores.map(Scores::meanArea).orElse(Double.NaN));
        return values;
    }

    private String line(int epoch, double loss, Optional<Scores> scores, boolean best) {
        String seen = scores.map(one -> String.format(
                        Locale.ROOT,
                        ", validation: loss %.4f, balanced accuracy %.3f, AUROC %.3f",
                        one.loss(),
                        one.balancedAccuracy(),
                        one.meanArea()))
                .orElse("");
        return String.format(
                Locale.ROOT,
                "epoch %d of %d: loss %.4f%s%s",
                epoch + 1,
                course.epochs(),
                loss,
                seen,
                best ? " (best so far)" : "");
    }

    private void keep(Run.State state) {
        Path folder = run.checkpoint(state.epochs());
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new TrainException("the checkpoint " + folder + " cannot be made", e);
        }
        StateNames.save(student, folder.resolve("student.safetensors"), Map.of());
        modules().forEach((name, module) -> StateNames.save(module, folder.resolve(name + ".safetensors"), Map.of()));
        averaged.save(folder.resolve("averaged.safetensors"));
        List<Optimizer> optimizers = optimizers();
        for (int i = 0; i < optimizers.size(); i++) {
            Steps.save(optimizers.get(i), folder.resolve("optimizer-" + i + ".pt"));
        }
        run.finish(state);
    }

    private void restore(Run.State state) {
        if (state.epochs() == 0) {
            return;
        }
        Path folder = run.checkpoint(state.epochs());
        Networks.load(student, folder.resolve("student.safetensors"));
        modules()
                .forEach((name, module) ->
                        StateNames.load(module, Safetensors.open(folder.resolve(name + ".safetensors")), Set.of()));
        averaged.load(folder.resolve("averaged.safetensors"));
        List<Optimizer> optimizers = optimizers();
        for (int i = 0; i < optimizers.size(); i++) {
            Steps.load(optimizers.get(i), folder.resolve("optimizer-" + i + ".pt"));
        }
        progress.say("going on after epoch " + state.epochs());
    }

    private Map<String, Module> modules() {
        Map<String, Module> modules = new LinkedHashMap<>(new TreeMap<>(objective.beside()));
        modules.putAll(new TreeMap<>(objective.opponents()));
        return modules;
    }

    private List<Optimizer> optimizers() {
        return Stream.concat(steps.optimizers().stream(), objective.optimizers().stream())
                .toList();
    }
}
