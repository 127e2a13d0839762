package dev.fovea.worklist;

import java.time.LocalDate;
import java.util.List;

/// Somebody who knows whom the clinic expects.
@FunctionalInterface
public interface WorklistSource {
    /// What it said.
    ///
    /// @param items those that can be used
    /// @param refused why others cannot, a sentence each
    /// @param whole false when it had more than was taken
    record Answer(List<Item> items, List<String> refused, boolean whole) {
        public Answer {
            items = List.copyOf(items);
            refused = List.copyOf(refused);
        }
    }

    /// Asks, and waits for a bounded time.
    ///
    /// @param until the last day asked for
    /// @throws WorklistException when it does not answer
    Answer ask(LocalDate from, LocalDate until);
}
