package dev.fovea.distill.train;

import dev.fovea.distill.net.Classifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AdamW;
import org.bytedeco.pytorch.AdamWOptions;
import org.bytedeco.pytorch.InputArchive;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.OutputArchive;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// AdamW over everything that learns with the student. Weights of convolutions and linear layers decay, norms and
/// biases do not; all but the last layer may learn more slowly. Made outside any `PointerScope`.
final class Steps {
    private final Recipe.Course course;
    private final TensorVector all = new TensorVector();
    private final List<Part> parts = new ArrayList<>();

    /// @param factor of the rate
    private record Part(AdamW optimizer, double factor) {}

    Steps(Classifier student, Iterable<Module> beside, Recipe.Course course) {
        this.course = course;
        TensorVector slow = new TensorVector();
        TensorVector fast = new TensorVector();
        Tensor weight = student.head().weight();
        Tensor bias = student.head().bias();
        collect(student, one -> (one.is_same(weight) || one.is_same(bias) ? fast : slow).push_back(one));
        for (Module module : beside) {
            collect(module, fast::push_back);
        }
        add(slow, course.backbone());
        add(fast, 1);
    }

    private interface Taker {
        void take(Tensor parameter);
    }

    private static void collect(Module module, Taker taker) {
        TensorVector parameters = module.parameters();
        for (long i = 0; i < parameters.size(); i++) {
            taker.take(parameters.get(i));
        }
    }

    private void add(TensorVector parameters, double factor) {
        TensorVector decaying = new TensorVector();
        TensorVector plain = new TensorVector();
        for (long i = 0; i < parameters.size(); i++) {
            Tensor one = parameters.get(i);
            (one.dim() > 1 ? decaying : plain).push_back(one);
            all.push_back(one);
        }
        add(decaying, factor, course.decay());
        add(plain, factor, 0);
    }

    private void add(TensorVector parameters, double factor, double decay) {
        if (parameters.size() > 0) {
            AdamWOptions options = new AdamWOptions(course.rate());
            options.weight_decay().put(decay);
            parts.add(new Part(new AdamW(parameters, options), factor));
        }
    }

    /// One step down the loss.
    void take(Tensor loss, double rate) {
        parts.forEach(part -> part.optimizer.zero_grad());
        loss.backward();
        torch.clip_grad_norm_(all, course.clip());
        for (Part part : parts) {
            part.optimizer.param_groups().get(0).options().set_lr(rate * part.factor);
            part.optimizer.step();
        }
    }

    List<Optimizer> optimizers() {
        return parts.stream().map(part -> (Optimizer) part.optimizer).toList();
    }

    static void save(Optimizer optimizer, Path file) {
        try (PointerScope _ = new PointerScope()) {
            OutputArchive archive = new OutputArchive();
            optimizer.save(archive);
            archive.save_to(file.toString());
        }
    }

    static void load(Optimizer optimizer, Path file) {
        try (PointerScope _ = new PointerScope()) {
            InputArchive archive = new InputArchive();
            archive.load_from(file.toString());
            optimizer.load(archive);
        }
    }
}
