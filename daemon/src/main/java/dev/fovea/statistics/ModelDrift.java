package dev.fovea.statistics;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One model's answers as they come: the first ones are kept as sums, the latest ones one by one. What lies between is
/// forgotten, and no answer is in both. One thread.
final class ModelDrift {
    private final String task;
    private final Fate.ModelKey model;
    private final DriftSettings settings;
    private final List<Fate> first = new ArrayList<>();
    private final ArrayDeque<Fate> latest = new ArrayDeque<>();
    private Optional<Sample> reference = Optional.empty();

    ModelDrift(String task, Fate.ModelKey model, DriftSettings settings) {
        this.task = task;
        this.model = model;
        this.settings = settings;
    }

    /// @param answer graded or ungradable
    void add(Fate answer) {
        if (reference.isPresent()) {
            latest.addLast(answer);
            if (latest.size() > settings.window()) {
                latest.removeFirst();
            }
            return;
        }
        first.add(answer);
        if (first.size() == settings.reference()) {
            reference = Optional.of(Sample.of(first));
            first.clear();
        }
    }

    /// Empty until there are a whole reference and a whole window after it.
    Optional<DriftFigures> figures() {
        return reference
                .filter(_ -> latest.size() == settings.window())
                .map(known -> DriftFigures.of(task, model, known, Sample.of(latest)));
    }
}
