package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Batches;
import dev.fovea.distill.data.Plan;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Views;
import dev.fovea.distill.measure.Prediction;
import dev.fovea.distill.measure.Predictions;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.Floats;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// A network's answers to many pictures. One thread at a time; leaves the network in inference.
///
/// @param network that answers
/// @param model its classes and input
/// @param views how a picture becomes its input
/// @param flips whether the mirrored picture is asked about too, and the scores averaged
public record Grading(Classifier network, Recipe.Model model, Views views, boolean flips) {
    private static final int BATCH = 32;
    private static final int WORKERS = 2;

    /// @param logits one per class
    /// @param features what the last layer read
    @SuppressWarnings("ArrayRecordComponent") // Bulk numbers; never compared.
    public record Answer(Sample sample, float[] logits, float[] features) {}

    /// In the order of the samples.
    public List<Answer> answers(List<Sample> samples, Progress progress) throws InterruptedException {
        network.eval();
        List<Answer> answers = new ArrayList<>();
        Plan plan = Plan.inOrder(samples, BATCH);
        progress.begin("grading", plan.batches());
        try (Batches batches = Batches.open(plan, views, WORKERS);
                NoGradGuard _ = new NoGradGuard()) {
            for (Optional<Batch> next = batches.next(); next.isPresent(); next = batches.next()) {
                answer(next.get(), samples, answers);
                progress.step();
            }
        }
        return answers;
    }

    private void answer(Batch batch, List<Sample> samples, List<Answer> answers) {
        try (PointerScope _ = new PointerScope()) {
            Tensor images = Inputs.normalised(Inputs.raw(batch, model.input(), network), model.input());
            Pass pass = Pass.of(network, images);
            Tensor logits = pass.logits();
            if (flips) {
                Tensor mirrored = network.forward(images.flip(3));
                logits = logits.add(mirrored).mul(new Scalar(0.5));
            }
            float[] scores = Floats.of(logits);
            float[] features = Floats.of(pass.features());
            for (int i = 0; i < batch.count(); i++) {
                Sample sample = samples.get(batch.positions()[i]);
                answers.add(new Answer(sample, row(scores, i, batch.count()), row(features, i, batch.count())));
            }
        }
    }

    private static float[] row(float[] values, int number, int rows) {
        int width = values.length / rows;
        return Arrays.copyOfRange(values, number * width, (number + 1) * width);
    }

    /// Of labelled samples.
    public Predictions predictions(List<Sample> samples, Progress progress) throws InterruptedException {
        return predictions(model, answers(samples, progress));
    }

    /// Of labelled samples whose answers are there.
    public static Predictions predictions(Recipe.Model model, List<Answer> answers) {
        List<Prediction> all = new ArrayList<>();
        for (Answer one : answers) {
            Sample sample = one.sample();
            List<Double> logits = new ArrayList<>();
            for (float logit : one.logits()) {
                logits.add((double) logit);
            }
            all.add(new Prediction(sample.name(), sample.source(), sample.group(), sample.label(), logits));
        }
        return new Predictions(model.classes(), model.healthy(), all);
    }
}
