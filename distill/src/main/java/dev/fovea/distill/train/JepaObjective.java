package dev.fovea.distill.train;

import dev.fovea.distill.data.Draws;
import dev.fovea.distill.loss.TokenGuess;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.StateNames;
import dev.fovea.distill.net.TokenPredictor;
import dev.fovea.distill.net.VisionTransformer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// I-JEPA (Assran et al., CVPR 2023, methods.md A5): from a part of the patches the student's tokens must let a
/// predictor guess what a slow copy of the student makes of the whole picture, at places that were hidden. Needs no
/// labels; the head learns nothing.
///
/// The copy follows the student with a momentum from 0.996 to 1; no gradient reaches it.
final class JepaObjective implements Objective {
    private static final double MOMENTUM = 0.996;

    private final VisionTransformer student;
    private final VisionTransformer target;
    private final TokenPredictor predictor;
    private final Map<String, Tensor> own;
    private final Map<String, Tensor> followed;
    private final long seed;
    private double progress;

    /// @param target of the student's kind; becomes its copy
    /// @param seed of the blocks
    JepaObjective(VisionTransformer student, VisionTransformer target, long seed) {
        this.student = student;
        this.target = target;
        this.seed = seed;
        predictor = new TokenPredictor(student.width());
        CrossObjective.freeze(target);
        target.to(student.head().weight().device(), false);
        own = StateNames.state(student);
        followed = StateNames.state(target);
        follow(0);
    }

    @Override
    public Tensor loss(Lesson lesson) {
        progress = lesson.when().progress();
        int count = lesson.batch().count();
        Draws draws = new Draws(Draws.seed(seed, Double.doubleToLongBits(progress)));
        PatchBlocks blocks = PatchBlocks.draw(VisionTransformer.SIDE, count, draws);
        Tensor shown = places(lesson.images(), blocks.context());
        Tensor wanted = wanted(lesson.images());
        Tensor seen = student.tokens(lesson.images(), shown);
        return blocks.targets().stream()
                .map(places -> places(lesson.images(), places))
                .map(asked ->
                        TokenGuess.loss(predictor.forward(seen, shown, asked), VisionTransformer.at(wanted, asked)))
                .reduce(Tensor::add)
                .orElseThrow()
                .div(new Scalar(PatchBlocks.TARGETS));
    }

    private Tensor wanted(Tensor images) {
        try (NoGradGuard _ = new NoGradGuard()) {
            return target.see(images).tokens();
        }
    }

    private static Tensor places(Tensor images, List<List<Long>> each) {
        return Floats.near(
                images, PatchBlocks.flat(each), each.size(), each.getFirst().size());
    }

    /// The loss is measured against a target that moves, and is least before anything is learned: the last epoch is
    /// the one to keep.
    @Override
    public double figure(double loss, int epoch) {
        return epoch;
    }

    @Override
    public void afterwards() {
        follow(MOMENTUM + (1 - MOMENTUM) * progress);
    }

    private void follow(double momentum) {
        try (NoGradGuard _ = new NoGradGuard();
                Scalar part = new Scalar(1 - momentum)) {
            followed.forEach((name, tensor) -> tensor.lerp_(Objects.requireNonNull(own.get(name), name), part));
        }
    }

    @Override
    public Map<String, Module> beside() {
        return Map.of("predictor", predictor);
    }

    @Override
    public Map<String, Module> opponents() {
        return Map.of("target", target);
    }
}
