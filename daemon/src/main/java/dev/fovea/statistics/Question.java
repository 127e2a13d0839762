package dev.fovea.statistics;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// Which photographs to count, by what.
///
/// @param from the first day, by the box's calendar
/// @param to the last day, included
/// @param by what makes a row
/// @param task only this one's; without one, those of all tasks, each in a row of its own
public record Question(LocalDate from, LocalDate to, Axis by, Optional<String> task) {
    /// The longest time counted at once, days.
    public static final int DAYS_MAX = 366;

    public Question {
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        if (days < 1 || days > DAYS_MAX) {
            throw new IllegalArgumentException(
                    "from and to must be 1 to " + DAYS_MAX + " days in order, were " + from + " and " + to);
        }
    }
}
