package dev.fovea.distill.cli;

import dev.fovea.distill.measure.Ood;
import dev.fovea.distill.measure.Predictions;

/// Answers to photographs that nothing was learned from.
///
/// @param where they come from, a few words
/// @param answers to them
/// @param distances of each from the training photographs
@SuppressWarnings("ArrayRecordComponent") // Bulk numbers; never compared.
record Exam(String where, Predictions answers, double[] distances) {
    /// The share of the pictures that are called strange.
    double strange(double threshold) {
        return Ood.flagged(distances, threshold);
    }

    /// Of the pictures whose likeliest class is wrong, the share that are called strange.
    double strangeOfWrong(double threshold) {
        int wrong = 0;
        int strange = 0;
        double[][] logits = answers.logits();
        for (int i = 0; i < logits.length; i++) {
            if (likeliest(logits[i]) != answers.all().get(i).truth()) {
                wrong++;
                strange += distances[i] > threshold ? 1 : 0;
            }
        }
        return wrong == 0 ? Double.NaN : (double) strange / wrong;
    }

    private static int likeliest(double[] logits) {
        int best = 0;
        for (int i = 1; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return best;
    }
}
