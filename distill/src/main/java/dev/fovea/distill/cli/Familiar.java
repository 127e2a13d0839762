package dev.fovea.distill.cli;

import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.measure.Ood;
import dev.fovea.distill.net.CameraSpace;
import dev.fovea.distill.net.ConvNetwork;
import dev.fovea.distill.net.FeatureSpace;
import dev.fovea.distill.net.Novelty;
import dev.fovea.distill.train.Grading;
import dev.fovea.distill.train.Lessons;
import dev.fovea.distill.train.Progress;
import dev.fovea.distill.train.Recipe;
import java.util.List;

/// What a student knows of the pictures it learned from, so that it can say of others how unlike them they are.
///
/// @param model its input
/// @param novelty fitted to the training pictures, its units to the validation pictures
record Familiar(Recipe.Model model, Novelty novelty) {
    /// Of feature space that have their own variance: as many as a file of 9 MB has room for.
    private static final int DIRECTIONS = 12;

    /// Of validation's pictures, how many lie within one unit.
    private static final double WITHIN = 0.975;

    /// Photographs alone say how much pictures vary. Drawings, where they trained, are one more camera, because a
    /// demonstration shows them; in the features they are nothing.
    static Familiar with(ConvNetwork student, Recipe.Model model, Lessons lessons, Progress progress)
            throws InterruptedException {
        Grading grading = new Grading(student, model, lessons.exact(), false);
        List<Grading.Answer> train = grading.answers(lessons.samples(Split.Part.TRAIN), progress);
        FeatureSpace features = FeatureSpace.fit(
                rows(train),
                train.stream().mapToInt(one -> one.sample().label()).toArray(),
                model.classes().size(),
                DIRECTIONS);
        List<String> names = train.stream()
                .map(one -> one.sample().source())
                .distinct()
                .sorted()
                .toList();
        CameraSpace photographs = CameraSpace.fit(
                figures(
                        lessons.exact(),
                        model,
                        train.stream().map(Grading.Answer::sample).toList()),
                train.stream()
                        .mapToInt(one -> names.indexOf(one.sample().source()))
                        .toArray(),
                names.size());
        CameraSpace cameras = lessons.drawn().isEmpty()
                ? photographs
                : photographs.with(figures(lessons.exact(), model, lessons.drawn()));
        List<Grading.Answer> validation = grading.answers(lessons.samples(Split.Part.VALIDATION), progress);
        double[] seen = validation.stream()
                .mapToDouble(one -> features.distance(doubles(one.features())))
                .toArray();
        double[] looked = validation.stream()
                .mapToDouble(one -> cameras.distance(figures(lessons.exact(), model, one.sample())))
                .toArray();
        return new Familiar(
                model, new Novelty(features, Ood.threshold(seen, WITHIN), cameras, Ood.threshold(looked, WITHIN)));
    }

    /// How unlike the training pictures a picture is.
    double distance(float[] features, float[] image) {
        return novelty.distance(
                doubles(features), CameraSpace.figures(image, model.input().width()));
    }

    private static double[][] figures(Views exact, Recipe.Model model, List<Sample> samples) {
        return samples.stream().map(one -> figures(exact, model, one)).toArray(double[][]::new);
    }

    private static double[] figures(Views exact, Recipe.Model model, Sample sample) {
        return CameraSpace.figures(
                StudentFiles.image(exact, sample, model.input()), model.input().width());
    }

    private static double[][] rows(List<Grading.Answer> answers) {
        return answers.stream().map(one -> doubles(one.features())).toArray(double[][]::new);
    }

    private static double[] doubles(float[] values) {
        double[] made = new double[values.length];
        for (int i = 0; i < made.length; i++) {
            made[i] = values[i];
        }
        return made;
    }
}
