package dev.fovea.distill.cli;

import dev.fovea.distill.data.DrawnSamples;
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
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// What a student knows of the pictures it learned from, so that it can say of others how unlike them they are.
///
/// @param model its input
/// @param novelty fitted to the training pictures, its units to the validation pictures
record Familiar(Recipe.Model model, Novelty novelty) {
    /// Of feature space that have their own variance: as many as a file of 9 MB has room for.
    private static final int DIRECTIONS = 8;

    /// Of validation's pictures, how many lie within one unit.
    private static final double WITHIN = 0.975;

    /// Drawings are sources and classes of their own: a demonstration shows drawings, and they must not make
    /// photographs look familiar.
    static Familiar with(ConvNetwork student, Recipe.Model model, Lessons lessons, Progress progress)
            throws InterruptedException {
        Grading grading = new Grading(student, model, lessons.exact(), false);
        List<Grading.Answer> train = grading.answers(lessons.training(), progress);
        int classes = model.classes().size();
        boolean drawn = !lessons.drawn().isEmpty();
        int[] labels = train.stream()
                .mapToInt(one -> one.sample().label() + (isDrawn(one.sample()) ? classes : 0))
                .toArray();
        int kinds = drawn ? 2 * classes : classes;
        FeatureSpace features = FeatureSpace.fit(rows(train), dense(labels), (int) distinct(labels, kinds), DIRECTIONS);
        List<String> names = train.stream()
                .map(one -> one.sample().source())
                .distinct()
                .sorted()
                .toList();
        CameraSpace cameras = CameraSpace.fit(
                figures(lessons.exact(), model, train),
                train.stream()
                        .mapToInt(one -> names.indexOf(one.sample().source()))
                        .toArray(),
                names.size());
        Novelty bare = new Novelty(features, 1, cameras, 1);
        List<Grading.Answer> validation = grading.answers(lessons.samples(Split.Part.VALIDATION), progress);
        double[] seen = validation.stream()
                .mapToDouble(one -> features.distance(doubles(one.features())))
                .toArray();
        double[] looked = validation.stream()
                .mapToDouble(one -> cameras.distance(figures(lessons.exact(), model, one.sample())))
                .toArray();
        return new Familiar(
                model,
                new Novelty(
                        bare.features(), Ood.threshold(seen, WITHIN), bare.cameras(), Ood.threshold(looked, WITHIN)));
    }

    private static boolean isDrawn(Sample one) {
        return one.source().equals(DrawnSamples.SOURCE);
    }

    private static long distinct(int[] labels, int kinds) {
        return IntStream.range(0, kinds)
                .filter(kind -> Arrays.stream(labels).anyMatch(label -> label == kind))
                .count();
    }

    /// The same kinds, numbered without gaps.
    private static int[] dense(int[] labels) {
        int[] sorted = Arrays.stream(labels).distinct().sorted().toArray();
        return Arrays.stream(labels)
                .map(label -> Arrays.binarySearch(sorted, label))
                .toArray();
    }

    /// How unlike the training pictures each picture is.
    ///
    /// @param exact the pictures as serving sees them
    double[] distances(Views exact, List<Grading.Answer> answers) {
        return answers.stream()
                .mapToDouble(one -> novelty.distance(doubles(one.features()), figures(exact, model, one.sample())))
                .toArray();
    }

    double distance(float[] features, float[] image) {
        return novelty.distance(
                doubles(features), CameraSpace.figures(image, model.input().width()));
    }

    private static double[][] figures(Views exact, Recipe.Model model, List<Grading.Answer> answers) {
        return answers.stream().map(one -> figures(exact, model, one.sample())).toArray(double[][]::new);
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
