package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.loss.SoftTargets;
import dev.fovea.distill.net.Classifier;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// The labels and what teachers said to the same pictures, as serving sees them, from their caches.
record SoftObjective(Classifier student, SoftTargets soft, List<TeacherCache> teachers, List<Sample> samples)
        implements Objective {
    SoftObjective {
        // Says at once, not in the middle of an epoch, that a teacher has not seen everything.
        samples.forEach(one -> TeacherCache.mean(teachers, one));
    }

    @Override
    public Tensor loss(Lesson lesson) {
        Batch batch = lesson.batch();
        Tensor logits = student.forward(lesson.images());
        int classes = (int) logits.size(1);
        float[] theirs = new float[batch.count() * classes];
        for (int i = 0; i < batch.count(); i++) {
            float[] one = TeacherCache.mean(teachers, samples.get(batch.positions()[i]));
            System.arraycopy(one, 0, theirs, i * classes, classes);
        }
        return soft.of(logits, Inputs.labels(batch), Tensor.create(theirs, batch.count(), classes));
    }
}
