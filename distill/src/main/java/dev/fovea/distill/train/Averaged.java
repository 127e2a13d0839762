package dev.fovea.distill.train;

import dev.fovea.distill.net.Floats;
import dev.fovea.distill.net.Safetensors;
import dev.fovea.distill.net.Safetensors.Stored;
import dev.fovea.distill.net.StateNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// A second set of a network's weights and running statistics: their mean over time. Build it outside any
/// `PointerScope`; not for more than one thread.
final class Averaged {
    private static final String COUNT = "averaged";

    private final Recipe.Averaging rule;
    private final Map<String, Tensor> state;
    private final Map<String, Tensor> mean = new LinkedHashMap<>();
    private long count;

    Averaged(Module network, Recipe.Averaging rule) {
        this.rule = rule;
        state = StateNames.state(network);
        if (rule.kind() != Recipe.Averaging.Kind.NONE) {
            state.forEach((name, tensor) -> mean.put(name, tensor.detach().clone()));
        }
    }

    /// After each step.
    void step() {
        if (rule.kind() == Recipe.Averaging.Kind.EMA) {
            count++;
            // A long memory of nothing is no use: the first steps count for more.
            add(1 - Math.min(rule.decay(), (1.0 + count) / (10.0 + count)));
        }
    }

    /// After each epoch.
    void epoch(int number) {
        if (rule.kind() == Recipe.Averaging.Kind.SWA && number >= rule.from()) {
            count++;
            add(1.0 / count);
        }
    }

    private void add(double share) {
        try (NoGradGuard _ = new NoGradGuard();
                Scalar part = new Scalar(share)) {
            mean.forEach((name, average) -> average.lerp_(now(name), part));
        }
    }

    private Tensor now(String name) {
        return Objects.requireNonNull(state.get(name), name);
    }

    /// Whether there is a mean worth looking at.
    boolean ready() {
        return count > 0;
    }

    /// Exchanges the network's numbers with the mean's, if there is one; a second time exchanges them back.
    void swap() {
        if (!ready()) {
            return;
        }
        try (NoGradGuard _ = new NoGradGuard()) {
            mean.forEach((name, average) -> {
                try (Tensor kept = now(name).detach().clone()) {
                    now(name).copy_(average);
                    average.copy_(kept);
                }
            });
        }
    }

    void save(Path file) {
        Map<String, Stored> tensors = new LinkedHashMap<>();
        mean.forEach((name, tensor) -> tensors.put(name, new Stored(Floats.of(tensor), Floats.shape(tensor))));
        Safetensors.write(file, tensors, Map.of(COUNT, Long.toString(count)));
    }

    void load(Path file) {
        Safetensors stored = Safetensors.open(file);
        count = Long.parseLong(stored.metadata().getOrDefault(COUNT, "0"));
        try (NoGradGuard _ = new NoGradGuard()) {
            mean.forEach((name, average) -> {
                try (Tensor values = Floats.tensor(stored.floats(name), stored.shape(name))) {
                    average.copy_(values);
                }
            });
        }
    }
}
