package dev.fovea.distill.cli;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.measure.Candidate;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.measure.Temperature;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Recipe;
import dev.fovea.distill.train.Run;
import dev.fovea.distill.train.TrainException;
import dev.fovea.distill.train.Trainer;
import dev.fovea.model.Sha256;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Trains the students of an ablation and has them and their teachers answer to the same test set.
///
/// @param lessons of the students
/// @param bars where progress goes
record Trial(Lessons lessons, Bars bars) {
    /// One student, from where its run stands to its answers.
    Candidate student(String arm, Path folder, Recipe recipe) throws InterruptedException {
        bars.say(arm + ", seed " + recipe.course().seed());
        Run run = Run.begin(folder, recipe, Provenance.of(recipe, lessons));
        Trainer.train(run, lessons, bars);
        return answers(arm, run, lessons);
    }

    /// A teacher, as its own recipe has it look at the students' pictures.
    ///
    /// @throws TrainException when it has learned from pictures that test here
    Candidate teacher(Path folder, Recipe.Corpus corpus) throws InterruptedException {
        Run run = Run.open(folder);
        Recipe.Model model = run.recipe().model();
        if (!model.classes().equals(lessons.dataset().classes())) {
            throw new TrainException("the teacher " + folder + " knows the classes " + model.classes()
                    + ", the students " + lessons.dataset().classes());
        }
        try (Lessons own = Lessons.open(run.recipe().corpus(), model.input());
                Lessons theirs = Lessons.open(corpus, model.input())) {
            Set<Sha256> seen = Stream.of(Split.Part.TRAIN, Split.Part.VALIDATION)
                    .flatMap(part -> own.samples(part).stream())
                    .map(Sample::sha256)
                    .collect(Collectors.toUnmodifiableSet());
            long known = theirs.samples(Split.Part.TEST).stream()
                    .filter(one -> seen.contains(one.sha256()))
                    .count();
            if (known > 0) {
                throw new TrainException("the teacher " + folder + " has learned from " + known
                        + " of the pictures that test here; train it on the same split");
            }
            return answers("teacher " + folder.getFileName(), run, theirs);
        }
    }

    private Candidate answers(String arm, Run run, Lessons pictures) throws InterruptedException {
        Grading grading = new Grading(run.student(), run.recipe().model(), pictures.exact(), false);
        Predictions validation = grading.predictions(pictures.samples(Split.Part.VALIDATION), bars);
        double temperature = Temperature.fit(validation.logits(), validation.truth());
        Predictions test = grading.predictions(pictures.samples(Split.Part.TEST), bars);
        return Candidate.of(arm, run.recipe().course().seed(), test, temperature);
    }
}
