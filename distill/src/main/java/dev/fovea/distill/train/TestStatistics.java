package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Batches;
import dev.fovea.distill.data.Plan;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.measure.Prediction;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.ConvNetwork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;

/// Test-time statistics against an unmet camera: before a source's pictures are answered, the batch norms move towards
/// the mean and variance of some of these very pictures. No label is read.
///
/// Source: Schneider et al., Improving robustness against common corruptions by covariate shift adaptation,
/// NeurIPS 2020, section 3: with n pictures the new statistics weigh n / (n + N), N = 16 as there.
public final class TestStatistics {
    /// Pictures of a source that are measured at the most: the network's values for all of them are held at once.
    private static final int PICTURES_MAX = 32;

    private static final int PRIOR = 16;
    private static final int WORKERS = 2;

    private TestStatistics() {}

    /// The answers source by source, each by a fresh copy of the run's student.
    ///
    /// @param flips whether the mirrored picture is asked about too, and the scores averaged
    /// @throws TrainException when the run's network has no batch norms
    public static Predictions predictions(Run run, Views views, boolean flips, List<Sample> samples, Progress progress)
            throws InterruptedException {
        Recipe.Model model = run.recipe().model();
        Map<String, List<Sample>> bySource = new LinkedHashMap<>();
        for (Sample sample : samples) {
            bySource.computeIfAbsent(sample.source(), _ -> new ArrayList<>()).add(sample);
        }
        List<Prediction> all = new ArrayList<>();
        for (List<Sample> source : bySource.values()) {
            Classifier student = run.student();
            adapt(student, model, views, source);
            all.addAll(new Grading(student, model, views, flips)
                    .predictions(source, progress)
                    .all());
        }
        return new Predictions(model.classes(), model.healthy(), all);
    }

    private static void adapt(Classifier student, Recipe.Model model, Views views, List<Sample> source)
            throws InterruptedException {
        if (!(student instanceof ConvNetwork network)) {
            throw new TrainException(model.network() + " has no batch norms whose statistics could follow a camera");
        }
        List<Sample> measured = spread(source);
        Plan plan = Plan.inOrder(measured, measured.size());
        try (Batches batches = Batches.open(plan, views, WORKERS);
                PointerScope _ = new PointerScope()) {
            Batch batch = batches.next().orElseThrow();
            Tensor images = Inputs.normalised(Inputs.raw(batch, model.input(), network), model.input());
            Norms.adapt(network, images, (double) measured.size() / (measured.size() + PRIOR));
        }
    }

    /// Evenly spaced in the order given, so that no class or visit that lies together fills them all.
    private static List<Sample> spread(List<Sample> source) {
        int count = Math.min(source.size(), PICTURES_MAX);
        List<Sample> chosen = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            chosen.add(source.get((int) ((long) i * source.size() / count)));
        }
        return chosen;
    }
}
