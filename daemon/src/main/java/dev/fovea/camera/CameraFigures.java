package dev.fovea.camera;

import dev.fovea.model.ClassScore;
import dev.fovea.model.Outcome.Findings;
import dev.fovea.model.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Answers held against the truth, class by class. Pure.
public final class CameraFigures {
    private CameraFigures() {}

    /// @param classes of the model, in its order
    /// @param readings the truth of each is one of the classes
    /// @param imagesMin graded pictures that each class must have, `validation.images-min`
    /// @throws IllegalArgumentException naming the class that has too few
    public static List<ClassFigures> of(List<String> classes, List<Reading> readings, int imagesMin) {
        List<ClassFigures> figures = new ArrayList<>();
        for (String name : classes) {
            List<Findings> own = answers(readings, name, true);
            int ungradable = (int) readings.stream()
                    .filter(reading ->
                            reading.truth().equals(name) && reading.answer().isEmpty())
                    .count();
            if (own.size() < imagesMin) {
                throw new IllegalArgumentException("class " + name + " must have at least " + imagesMin
                        + " pictures that can be graded (validation.images-min), has " + own.size() + ", and "
                        + ungradable + " ungradable");
            }
            figures.add(figures(name, own, answers(readings, name, false), ungradable));
        }
        return List.copyOf(figures);
    }

    private static List<Findings> answers(List<Reading> readings, String name, boolean ofIt) {
        return readings.stream()
                .filter(reading -> reading.truth().equals(name) == ofIt)
                .flatMap(reading -> reading.answer().stream())
                .toList();
    }

    private static ClassFigures figures(String name, List<Findings> own, List<Findings> others, int ungradable) {
        int found = calls(own, name);
        int spared = others.size() - calls(others, name);
        int uncertain = (int) own.stream()
                .filter(answer -> answer.verdict() == Verdict.UNCERTAIN)
                .count();
        return new ClassFigures(
                name,
                own.size(),
                uncertain,
                ungradable,
                new Share(found, own.size()),
                new Share(spared, others.size()),
                auroc(probabilities(own, name), probabilities(others, name)));
    }

    private static int calls(List<Findings> answers, String name) {
        return (int) answers.stream().filter(answer -> isCalled(answer, name)).count();
    }

    private static boolean isCalled(Findings answer, String name) {
        ClassScore score = score(answer, name);
        return score.finding() ? score.positive() : answer.verdict() == Verdict.NO_SIGN;
    }

    private static double[] probabilities(List<Findings> answers, String name) {
        return answers.stream()
                .mapToDouble(answer -> score(answer, name).probability())
                .toArray();
    }

    private static ClassScore score(Findings answer, String name) {
        return answer.scores().stream()
                .filter(score -> score.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the answer has no class " + name));
    }

    /// The area under the ROC curve as Mann and Whitney's statistic: of all pairs, those in the right order.
    static double auroc(double[] own, double[] others) {
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        double right = 0;
        for (double score : own) {
            int below = firstAtLeast(sorted, score);
            int ties = firstAtLeast(sorted, Math.nextUp(score)) - below;
            right += below + ties / 2.0;
        }
        return right / ((double) own.length * others.length);
    }

    private static int firstAtLeast(double[] sorted, double score) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
