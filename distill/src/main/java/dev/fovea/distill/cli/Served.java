package dev.fovea.distill.cli;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Progress;
import dev.fovea.distill.train.Recipe;
import java.util.ArrayList;
import java.util.List;

/// The exported file that a daemon will run, asked about photographs.
///
/// @param file of the form that is served
/// @param model its classes and input
/// @param progress where it is told
@SuppressWarnings("ArrayRecordComponent") // A file; never compared.
record Served(byte[] file, Recipe.Model model, Progress progress) {
    /// @param where the photographs come from, a few words
    /// @param exact as serving sees them
    Exam exam(String where, List<Sample> samples, Views exact) {
        List<Grading.Answer> answers = new ArrayList<>();
        double[] distances = new double[samples.size()];
        progress.begin("asking the file", samples.size());
        try (OnnxGrader grader = new OnnxGrader(file, model.input().width())) {
            for (int i = 0; i < distances.length; i++) {
                Sample sample = samples.get(i);
                OnnxGrader.Answer answer = grader.answer(StudentFiles.image(exact, sample, model.input()));
                answers.add(new Grading.Answer(sample, answer.logits(), new float[0]));
                distances[i] = answer.distance();
                progress.step();
            }
        }
        return new Exam(where, Grading.predictions(model, answers), distances);
    }
}
