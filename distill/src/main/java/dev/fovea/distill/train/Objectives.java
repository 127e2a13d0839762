package dev.fovea.distill.train;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.loss.ClassWeights;
import dev.fovea.distill.loss.CrossEntropy;
import dev.fovea.distill.loss.Focal;
import dev.fovea.distill.loss.LabelLoss;
import dev.fovea.distill.loss.SoftTargets;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.VisionTransformer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// From a recipe to what the network is asked for.
final class Objectives {
    private Objectives() {}

    static Objective of(Recipe recipe, Classifier student, Lessons lessons) {
        List<Sample> samples = lessons.training();
        Recipe.Teaching teaching = recipe.teaching();
        return switch (teaching.method()) {
            case SUPERVISED ->
                new LabelObjective(student, truth(recipe, samples), mixup(recipe), adversary(recipe, student, samples));
            case LOGITS ->
                new SoftObjective(
                        student,
                        truth(recipe, samples),
                        soft(recipe),
                        caches(recipe),
                        samples,
                        mixup(recipe),
                        adversary(recipe, student, samples));
            case CROSS -> cross(recipe, student, samples);
            case CONTRAST -> new ContrastObjective(student);
            case JEPA -> jepa(recipe, student);
        };
    }

    private static Objective cross(Recipe recipe, Classifier student, List<Sample> samples) {
        Run teacherRun = Run.open(Path.of(recipe.teaching().teachers().getFirst()));
        if (!(teacherRun.student() instanceof VisionTransformer teacher)) {
            throw new TrainException("the teacher of " + Recipe.Method.CROSS + " must be a vision transformer");
        }
        checkClasses(recipe, teacherRun);
        return new CrossObjective(
                student,
                new CrossObjective.Teacher(teacher, teacherRun.recipe().model().input()),
                truth(recipe, samples),
                recipe,
                adversary(recipe, student, samples));
    }

    private static Objective jepa(Recipe recipe, Classifier student) {
        if (!(student instanceof VisionTransformer shown)
                || !(Networks.create(recipe.model()) instanceof VisionTransformer target)) {
            throw new TrainException(Recipe.Method.JEPA + " needs a vision transformer, not "
                    + recipe.model().network());
        }
        return new JepaObjective(shown, target, recipe.course().seed());
    }

    static LabelLoss labelLoss(Recipe recipe, List<Sample> samples) {
        int classes = recipe.model().classes().size();
        Recipe.Teaching teaching = recipe.teaching();
        ClassWeights weights = teaching.balanced()
                ? ClassWeights.balanced(samples.stream().mapToInt(Sample::label).toArray(), classes)
                : ClassWeights.even(classes);
        return teaching.focal() > 0
                ? new Focal(weights, teaching.focal())
                : new CrossEntropy(weights, teaching.smoothing());
    }

    private static Truth truth(Recipe recipe, List<Sample> samples) {
        return Truth.of(recipe, labelLoss(recipe, samples), samples);
    }

    static SoftTargets soft(Recipe recipe) {
        return new SoftTargets(recipe.teaching().share(), recipe.teaching().temperature());
    }

    private static Mixup mixup(Recipe recipe) {
        return new Mixup(recipe.teaching().mixup(), recipe.course().seed());
    }

    private static Optional<SourceAdversary> adversary(Recipe recipe, Classifier student, List<Sample> samples) {
        double strength = recipe.teaching().adversary();
        return strength > 0
                ? Optional.of(SourceAdversary.of(samples, Pass.width(student), strength))
                : Optional.empty();
    }

    /// The cached scores of each teacher, checked to be for the same classes.
    private static List<TeacherCache> caches(Recipe recipe) {
        int classes = recipe.model().classes().size();
        return recipe.teaching().teachers().stream()
                .map(folder -> {
                    Run teacher = Run.open(Path.of(folder));
                    checkClasses(recipe, teacher);
                    return TeacherCache.of(Path.of(folder).resolve("answers"), teacher.hash(), classes);
                })
                .toList();
    }

    private static void checkClasses(Recipe recipe, Run teacher) {
        List<String> theirs = teacher.recipe().model().classes();
        if (!theirs.equals(recipe.model().classes())) {
            throw new TrainException("the teacher " + teacher.folder() + " knows the classes " + theirs
                    + ", the student " + recipe.model().classes());
        }
    }
}
