package dev.fovea.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// All models' answers, told in the order in which they were stored. The same answers make the same state, so that a
/// restart changes nothing. One thread.
final class DriftState {
    /// Models remembered; of more, the one that answered longest ago begins anew if it comes back.
    static final int MODELS_MAX = 16;

    private final DriftSettings settings;
    private final Map<String, Fate.ModelKey> inUse = new TreeMap<>();
    private final Models models = new Models();

    private record Key(String task, Fate.ModelKey model) {}

    private static final class Models extends LinkedHashMap<Key, ModelDrift> {
        private static final long serialVersionUID = 1;

        Models() {
            super(MODELS_MAX, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, ModelDrift> eldest) {
            return size() > MODELS_MAX;
        }
    }

    DriftState(DriftSettings settings) {
        this.settings = settings;
    }

    void add(String task, Fate answer) {
        switch (answer) {
            case Fate.Graded graded -> {
                inUse.put(task, graded.model());
                drift(task, graded.model()).add(graded);
            }
            // No network saw it: it counts for the model that would have. Before the first answer nobody knows which.
            case Fate.Ungradable poor -> {
                Fate.ModelKey model = inUse.get(task);
                if (model != null) {
                    drift(task, model).add(poor);
                }
            }
            case Fate.Waiting _, Fate.Failed _, Fate.Damaged _ -> {}
        }
    }

    private ModelDrift drift(String task, Fate.ModelKey model) {
        return models.computeIfAbsent(new Key(task, model), key -> new ModelDrift(key.task(), key.model(), settings));
    }

    /// Of the model that answered each task last, as soon as it has answered enough.
    List<DriftFigures> figures() {
        List<DriftFigures> figures = new ArrayList<>();
        inUse.forEach((task, model) -> drift(task, model).figures().ifPresent(figures::add));
        return List.copyOf(figures);
    }
}
