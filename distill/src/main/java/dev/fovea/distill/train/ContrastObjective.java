package dev.fovea.distill.train;

import dev.fovea.distill.loss.NtXent;
import dev.fovea.distill.loss.Projection;
import dev.fovea.distill.net.Classifier;
import java.util.Map;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Tensor;

/// SimCLR: two views of a picture must be found among all others. Needs no labels; the head learns nothing.
final class ContrastObjective implements Objective {
    private static final NtXent LOSS = new NtXent(0.5);

    private final Classifier student;
    private final Projection projection;

    ContrastObjective(Classifier student) {
        this.student = student;
        projection = new Projection(Pass.width(student));
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public Tensor loss(Lesson lesson) {
        return LOSS.of(projection.forward(Pass.of(student, lesson.images()).features()));
    }

    @Override
    public Map<String, Module> beside() {
        return Map.of("projection", projection);
    }
}
