package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.loss.SoftTargets;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.Floats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/// The labels and what teachers said to the same pictures, as serving sees them, from their caches.
record SoftObjective(
        Classifier student,
        Truth truth,
        SoftTargets soft,
        List<TeacherCache> teachers,
        List<Sample> samples,
        Mixup mixup,
        Optional<SourceAdversary> adversary)
        implements Objective {
    SoftObjective {
        // Says at once, not in the middle of an epoch, that a teacher has not seen everything.
        samples.forEach(one -> TeacherCache.mean(teachers, one));
    }

    @Override
    public Tensor loss(Lesson lesson) {
        Mixup.Mixed mixed = mixup.of(lesson);
        Pass pass = Pass.of(student, mixed.images());
        Tensor loss = mixed.loss(batch -> loss(pass.logits(), batch));
        return SourceAdversary.added(adversary, loss, pass.features(), lesson);
    }

    private Tensor loss(Tensor logits, Batch batch) {
        int classes = (int) logits.size(1);
        float[] theirs = new float[batch.count() * classes];
        for (int i = 0; i < batch.count(); i++) {
            float[] one = TeacherCache.mean(teachers, samples.get(batch.positions()[i]));
            System.arraycopy(one, 0, theirs, i * classes, classes);
        }
        Tensor hard = truth.loss(logits, batch);
        return soft.mixed(hard, logits, Floats.near(logits, theirs, batch.count(), classes), unchanged(logits, batch));
    }

    @Override
    public Map<String, Module> beside() {
        return SourceAdversary.beside(adversary);
    }

    /// 1 for pictures of which the teacher's answer is still an answer.
    private Tensor unchanged(Tensor logits, Batch batch) {
        float[] weights = new float[batch.count()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = truth.changed(batch, i) ? 0 : 1;
        }
        return Floats.near(logits, weights, weights.length);
    }
}
