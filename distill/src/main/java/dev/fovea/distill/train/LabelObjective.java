package dev.fovea.distill.train;

import dev.fovea.distill.net.Classifier;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/// The labels, and on request that the source cannot be read from the features.
record LabelObjective(Classifier student, Truth truth, Optional<SourceAdversary> adversary) implements Objective {
    @Override
    public Tensor loss(Lesson lesson) {
        Pass pass = Pass.of(student, lesson.images());
        Tensor loss = truth.loss(pass.logits(), lesson.batch());
        return SourceAdversary.added(adversary, loss, pass.features(), lesson);
    }

    @Override
    public Map<String, Module> beside() {
        return SourceAdversary.beside(adversary);
    }
}
