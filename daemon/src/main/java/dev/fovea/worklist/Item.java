package dev.fovea.worklist;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Optional;

/// One visit that is planned.
///
/// @param study Study Instance UID: the name that its exam gets
/// @param step Scheduled Procedure Step ID, which tells two steps of one study apart; may be empty
/// @param day in the clinic's own time
public record Item(String study, String step, Patient patient, Order order, LocalDate day, Optional<LocalTime> time) {
    private static final int STEP_MAX = 64;

    public Item {
        if (study.length() > 64 || !study.matches("[0-9]+(\\.[0-9]+)+")) {
            throw new IllegalArgumentException(
                    "study must be a UID of at most 64 digits and dots, was \"" + Wording.printable(study) + "\"");
        }
        if (!step.isEmpty()) {
            Wording.check("step", step, STEP_MAX);
        }
        if (day.getYear() < 1000 || day.getYear() > 9999) {
            throw new IllegalArgumentException("day must have a year of four digits, was " + day);
        }
    }
}
