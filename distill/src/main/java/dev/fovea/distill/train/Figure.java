package dev.fovea.distill.train;

import dev.fovea.distill.measure.Scores;

/// By which figure of the validation set the best epoch is chosen. Higher is better.
public enum Figure {
    BALANCED_ACCURACY {
        @Override
        double of(Scores scores) {
            return scores.balancedAccuracy();
        }
    },
    /// The mean of the classes' AUROCs.
    AUROC {
        @Override
        double of(Scores scores) {
            return scores.meanArea();
        }
    },
    /// The negative log-likelihood, turned round.
    LIKELIHOOD {
        @Override
        double of(Scores scores) {
            return -scores.loss();
        }
    };

    abstract double of(Scores scores);
}
