package dev.fovea.results;

import dev.fovea.model.Outcome;
import java.util.Locale;
import java.util.Optional;

/// The three kinds of outcome as one word, for columns and filters.
public enum OutcomeKind {
    FINDINGS,
    UNGRADABLE,
    FAILED;

    public static OutcomeKind of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Findings _ -> FINDINGS;
            case Outcome.Ungradable _ -> UNGRADABLE;
            case Outcome.Failed _ -> FAILED;
        };
    }

    /// `findings`, `ungradable` or `failed`: the word in the database and in the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<OutcomeKind> parse(String word) {
        for (OutcomeKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }
}
