package dev.fovea.grading;

import java.util.List;
import java.util.Optional;

/// The model in use for each task. Thread-safe.
public interface Models {
    Optional<Model> find(String task);

    /// In the order of the configuration.
    List<Model> all();

    /// Loads the task's bundle again from where it lies. A bundle that does not prove itself changes nothing.
    Reload reload(String task);

    /// What became of a reload.
    sealed interface Reload {
        record Loaded(Model model) implements Reload {}

        /// The model that was in use still is.
        record Refused(String reason) implements Reload {}
    }
}
