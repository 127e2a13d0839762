package dev.fovea.results;

import java.util.Locale;
import java.util.Optional;

/// Where a capture stands. Every accepted capture is in exactly one of these.
public enum State {
    /// Durable, not answered yet.
    WAITING,
    /// It has its one result.
    ANSWERED,
    /// We failed on it; it waits in the dead letter for a person.
    DEAD;

    /// `waiting`, `answered` or `dead`: the word in the database and in the API.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<State> parse(String word) {
        for (State state : values()) {
            if (state.word().equals(word)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }
}
