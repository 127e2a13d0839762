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
        return adversary
                .flatMap(one -> one.loss(pass.features(), lesson))
                .map(loss::add)
                .orElse(loss);
    }

    @Override
    public Map<String, Module> beside() {
        return adversary
                .map(one -> Map.<String, Module>of("source-head", one.head()))
                .orElse(Map.of());
    }
}
