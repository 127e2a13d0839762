package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import dev.fovea.distill.loss.Discriminator;
import dev.fovea.distill.loss.GroupLinear;
import dev.fovea.distill.loss.PartialCrossAttention;
import dev.fovea.distill.loss.Ramp;
import dev.fovea.distill.loss.SoftTargets;
import dev.fovea.distill.net.Backbone;
import dev.fovea.distill.net.Classifier;
import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.VisionTransformer;
import dev.fovea.distill.net.VisionTransformer.Seen;
import dev.fovea.image.InputSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// Cross-architecture distillation (Liu et al., ACCV 2022, in the form of methods.md A3): labels and softened
/// scores, both projectors on the first view, and on both views the discriminator that tells the student's tokens
/// from the teacher's. The teacher sees the first view only; the second is the paper's other view of the picture,
/// which the student must answer in the same way.
///
/// The discriminator learns after each step of the student, with its own optimiser; the teacher never.
final class CrossObjective implements Objective {
    private static final int HIDDEN = 256;
    private static final double DROPOUT = 0.1;
    /// Of the student's rate, as in the official code.
    private static final double DISCRIMINATOR_RATE = 0.01;

    private final Backbone student;
    private final VisionTransformer teacher;
    private final InputSpec teacherInput;
    private final Truth truth;
    private final SoftTargets soft;
    private final double weight;
    private final Ramp ramp;
    private final PartialCrossAttention attention;
    private final GroupLinear linear;
    private final Discriminator discriminator;
    private final AdamW opponent;
    private final Optional<SourceAdversary> adversary;
    private Optional<Shown> shown = Optional.empty();

    /// Tokens of one step, kept for the discriminator's.
    private record Shown(Tensor teacher, Tensor student) {}

    /// Whoever teaches, and how a picture becomes its input.
    record Teacher(VisionTransformer network, InputSpec input) {}

    CrossObjective(
            Classifier student, Teacher taught, Truth truth, Recipe recipe, Optional<SourceAdversary> adversary) {
        if (!(student instanceof Backbone backbone)) {
            throw new TrainException("the student must have a 14 x 14 grid, which a transformer has not");
        }
        this.student = backbone;
        teacher = taught.network;
        teacherInput = taught.input;
        this.truth = truth;
        this.adversary = adversary;
        soft = Objectives.soft(recipe);
        weight = recipe.teaching().projectors();
        ramp = Ramp.over(recipe.course().epochs());
        freeze(teacher);
        teacher.to(student.head().weight().device(), false);
        int channels = backbone.gridChannels();
        attention = new PartialCrossAttention(
                channels, teacher.width(), recipe.teaching().comparison());
        linear = new GroupLinear(channels, teacher.width(), DROPOUT);
        discriminator = new Discriminator(teacher.width(), HIDDEN);
        opponent = new AdamW(
                discriminator.parameters(), new AdamWOptions(recipe.course().rate() * DISCRIMINATOR_RATE));
    }

    static void freeze(Module network) {
        network.eval();
        var all = network.parameters();
        for (long i = 0; i < all.size(); i++) {
            all.get(i).requires_grad_(false);
        }
    }

    @Override
    public int views() {
        return 2;
    }

    @Override
    public Tensor loss(Lesson lesson) {
        long count = lesson.batch().count();
        Seen seen = seen(lesson.raw().narrow(0, 0, count));
        Tensor grid = student.grid(lesson.images());
        Tensor map = student.map(grid);
        Tensor logits = student.logits(map);
        Tensor twice = seen.logits().repeat(2, 1);
        Tensor projected = linear.forward(grid);
        Tensor first = projected.narrow(0, 0, count);
        Tensor projectors = attention.loss(grid.narrow(0, 0, count), seen).add(GroupLinear.loss(first, seen.tokens()));
        discriminator.learning(false);
        shown = Optional.of(new Shown(seen.tokens(), projected));
        Batch batch = lesson.batch();
        float[] unchanged = new float[batch.views() * batch.count()];
        for (int i = 0; i < unchanged.length; i++) {
            unchanged[i] = truth.changed(batch, i) ? 0 : 1;
        }
        Tensor loss = soft.mixed(
                        truth.loss(logits, batch), logits, twice, Floats.near(logits, unchanged, unchanged.length))
                .add(projectors.mul(new Scalar(weight)))
                .add(discriminator
                        .studentLoss(projected)
                        .mul(new Scalar(ramp.at(lesson.when().epoch()))));
        return SourceAdversary.added(adversary, loss, map.mean(2, 3), lesson);
    }

    private Seen seen(Tensor raw) {
        try (NoGradGuard _ = new NoGradGuard()) {
            return teacher.see(Inputs.normalised(raw, teacherInput));
        }
    }

    @Override
    public void afterwards() {
        shown.ifPresent(tokens -> {
            discriminator.learning(true);
            opponent.zero_grad();
            discriminator.ownLoss(tokens.teacher, tokens.student).backward();
            opponent.step();
        });
        shown = Optional.empty();
    }

    @Override
    public Map<String, Module> beside() {
        Map<String, Module> beside = new HashMap<>(SourceAdversary.beside(adversary));
        beside.put("cross-attention", attention);
        beside.put("group-linear", linear);
        return beside;
    }

    @Override
    public Map<String, Module> opponents() {
        return Map.of("discriminator", discriminator);
    }

    @Override
    public List<Optimizer> optimizers() {
        return List.of(opponent);
    }
}
