package dev.fovea.distill.train;

import dev.fovea.distill.data.Batch;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.Optimizer;
import org.bytedeco.pytorch.Tensor;

/// What a network is asked for, step by step. Made outside any `PointerScope`; one thread.
interface Objective {
    /// One step of the student.
    ///
    /// @param batch the pictures
    /// @param raw their numbers, 0 to 1
    /// @param images the student's input
    /// @param when how far the course is
    record Lesson(Batch batch, Tensor raw, Tensor images, When when) {}

    /// @param epoch with the part of it that is done
    /// @param progress of the whole course, 0 to 1
    record When(double epoch, double progress) {}

    /// Views of each picture.
    default int views() {
        return 1;
    }

    /// The number that the student's step makes smaller.
    Tensor loss(Lesson lesson);

    /// How good an epoch was that has no labels to be judged by; higher is better.
    ///
    /// @param loss its mean
    default double figure(double loss, int epoch) {
        return -loss;
    }

    /// After the student's step, in the same scope: whoever learns in turns with it.
    default void afterwards() {}

    /// What learns together with the student, by name.
    default Map<String, Module> beside() {
        return Map.of();
    }

    /// What learns in turns with the student, by name.
    default Map<String, Module> opponents() {
        return Map.of();
    }

    /// The optimisers of those, for the checkpoint.
    default List<Optimizer> optimizers() {
        return List.of();
    }
}
