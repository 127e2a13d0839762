package dev.fovea.bundle;

import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.Scores;
import dev.fovea.model.ActivationMap;
import dev.fovea.model.ClassScore;
import dev.fovea.model.Novelty;
import dev.fovea.model.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// From a network's raw numbers to probabilities and a verdict, by a bundle's rules. Pure.
///
/// Temperature scaling (Guo et al., ICML 2017): probability = softmax(logits / temperature). It changes how sure the
/// network sounds, never the order of its classes.
public final class Calibration {
    private final List<ModelClass> classes;
    private final double temperature;
    private final NetworkShape shape;
    private final Optional<OutOfDistribution> outOfDistribution;

    public Calibration(Manifest manifest) {
        classes = manifest.classes();
        temperature = manifest.temperature();
        shape = manifest.shape();
        outOfDistribution = manifest.outOfDistribution();
    }

    /// One score per class, in the bundle's order; the probabilities add up to 1.
    ///
    /// @param logits one finite number per class
    public List<ClassScore> scores(float[] logits) {
        double[] probabilities = softmax(logits);
        List<ClassScore> scores = new ArrayList<>();
        for (int i = 0; i < probabilities.length; i++) {
            ModelClass one = classes.get(i);
            scores.add(new ClassScore(one.name(), one.finding(), probabilities[i], one.threshold(), one.band()));
        }
        return List.copyOf(scores);
    }

    /// The whole answer to one capture.
    public Outcome.Findings findings(Scores answer) {
        List<ClassScore> scores = scores(answer.logits());
        ActivationMap map = new ActivationMap(shape.classes(), shape.mapHeight(), shape.mapWidth(), answer.map());
        return Outcome.Findings.of(scores, map, outOfDistribution.map(limit -> novelty(answer, limit)));
    }

    private static Novelty novelty(Scores answer, OutOfDistribution limit) {
        double distance = answer.distance()
                .orElseThrow(() -> new IllegalArgumentException("the answer must have a distance, had none"));
        return new Novelty(distance, limit.threshold());
    }

    private double[] softmax(float[] logits) {
        if (logits.length != classes.size()) {
            throw new IllegalArgumentException(
                    "logits must be one per class, " + classes.size() + ", were " + logits.length);
        }
        double top = Double.NEGATIVE_INFINITY;
        for (float logit : logits) {
            if (!Float.isFinite(logit)) {
                throw new IllegalArgumentException("logits must be finite, had " + logit);
            }
            top = Math.max(top, logit);
        }
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            // Relative to the largest, so that the exponential cannot overflow.
            shares[i] = Math.exp((logits[i] - top) / temperature);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
