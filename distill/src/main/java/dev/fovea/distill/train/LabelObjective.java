package dev.fovea.distill.train;

import dev.fovea.distill.net.Classifier;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/// The labels, and on request that the source cannot be read from the features.
record LabelObjective(Classifier student, Truth truth, Mixup mixup, Optional<SourceAdversary> adversary)
        implements Objective {
    @Override
    public Tensor loss(Lesson lesson) {
        Mixup.Mixed mixed = mixup.of(lesson);
        Pass pass = Pass.of(student, mixed.images());
        Tensor loss = mixed.loss(batch -> truth.loss(pass.logits(), batch));
        return SourceAdversary.added(adversary, loss, pass.features(), lesson);
    }

    @Override
    public Map<String, Module> beside() {
        return SourceAdversary.beside(adversary);
    }
}
