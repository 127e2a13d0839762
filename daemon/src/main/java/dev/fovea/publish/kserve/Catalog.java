package dev.fovea.publish.kserve;

import dev.fovea.grading.Models;
import java.util.List;
import java.util.Optional;

/// The models on offer. Thread-safe.
public interface Catalog {
    Optional<ServedModel> find(String name);

    List<ServedModel> all();

    /// Loads a model's bundle again. A bundle that does not prove itself changes nothing.
    ///
    /// @return why it was refused; empty when it is in use now
    Optional<String> reload(String name);

    static Catalog of(Models models) {
        return new Catalog() {
            @Override
            public Optional<ServedModel> find(String name) {
                return models.find(name).map(ServedModel::of);
            }

            @Override
            public List<ServedModel> all() {
                return models.all().stream().map(ServedModel::of).toList();
            }

            @Override
            public Optional<String> reload(String name) {
                return switch (models.reload(name)) {
                    case Models.Reload.Loaded _ -> Optional.empty();
                    case Models.Reload.Refused(String reason) -> Optional.of(reason);
                };
            }
        };
    }
}
