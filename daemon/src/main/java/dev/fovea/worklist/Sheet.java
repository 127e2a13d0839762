package dev.fovea.worklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// One day's list.
///
/// @param day in the clinic's own time; no item is of another
/// @param heardAt when the worklist last answered about this day; empty when it never did
/// @param whole false when it had more than was taken
/// @param items in the order of their times, those without one last
public record Sheet(LocalDate day, Optional<Instant> heardAt, boolean whole, List<Expected> items) {
    public Sheet {
        items = List.copyOf(items);
    }
}
