package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.DrawnSamples;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.loss.LabelLoss;
import dev.fovea.distill.loss.WithinSource;
import dev.fovea.distill.net.Floats;
import java.util.List;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// What is true of the pictures of a batch, and how far answers are from it.
///
/// A healthy eye behind a simulated clouded lens is no longer healthy: it takes the clouded class. A picture is
/// compared among the classes of its own source, and only by `across` among all of them.
///
/// @param loss among all classes
/// @param smoothing of the labels
/// @param sources the recipe's rules
/// @param healthy class that simulated haze changes
/// @param clouded class it becomes, -1 for none
/// @param allowed of each training picture, by its position: a row of 1 and 0 per class
@SuppressWarnings("ArrayRecordComponent") // Read only, compared by nobody.
record Truth(LabelLoss loss, double smoothing, Recipe.Sources sources, int healthy, int clouded, float[][] allowed) {
    static Truth of(Recipe recipe, LabelLoss loss, List<Sample> samples) {
        List<String> classes = recipe.model().classes();
        int clouded = classes.indexOf(recipe.sources().clouded());
        float[][] allowed = new float[samples.size()][];
        for (int i = 0; i < allowed.length; i++) {
            allowed[i] = allowed(samples.get(i), samples, classes.size(), clouded);
        }
        return new Truth(
                loss,
                recipe.teaching().smoothing(),
                recipe.sources(),
                classes.indexOf(recipe.model().healthy()),
                clouded,
                allowed);
    }

    /// The classes of its source; all of them for drawings and for a source of one class, which has nothing to compare.
    private static float[] allowed(Sample one, List<Sample> samples, int classes, int clouded) {
        float[] row = new float[classes];
        int count = 0;
        for (Sample other : samples) {
            if (other.source().equals(one.source()) && row[other.label()] == 0) {
                row[other.label()] = 1;
                count++;
            }
        }
        boolean all = count < 2 || one.source().equals(DrawnSamples.SOURCE);
        for (int i = 0; i < classes; i++) {
            row[i] = all || i == clouded ? 1 : row[i];
        }
        return row;
    }

    /// @param logits `[views x count, C]`
    Tensor loss(Tensor logits, Batch batch) {
        Tensor labels = labels(logits, batch);
        double across = sources.across();
        if (across == 1) {
            return loss.of(logits, labels);
        }
        Tensor within = WithinSource.of(logits, labels, allowed(logits, batch), smoothing);
        return across == 0
                ? within
                : within.mul(new Scalar(1 - across)).add(loss.of(logits, labels).mul(new Scalar(across)));
    }

    private Tensor allowed(Tensor logits, Batch batch) {
        int classes = (int) logits.size(1);
        float[] rows = new float[batch.views() * batch.count() * classes];
        for (int i = 0; i < batch.views() * batch.count(); i++) {
            System.arraycopy(allowed[batch.positions()[i % batch.count()]], 0, rows, i * classes, classes);
        }
        return Floats.near(logits, rows, (long) batch.views() * batch.count(), classes);
    }

    private Tensor labels(Tensor logits, Batch batch) {
        long[] labels = new long[batch.views() * batch.count()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = changed(batch, i) ? clouded : batch.labels()[i % batch.count()];
        }
        return Floats.near(logits, labels, labels.length);
    }

    /// Whether simulated haze has changed the truth of this image, so that a teacher who saw the clear picture is no
    /// help.
    boolean changed(Batch batch, int image) {
        return clouded >= 0
                && batch.labels()[image % batch.count()] == healthy
                && batch.haze()[image] >= Recipe.Sources.CLOUDED_FROM;
    }
}
