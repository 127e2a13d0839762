package dev.fovea.worklist;

import dev.fovea.worklist.WorklistSource.Answer;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/// People who are expected, for tests.
final class Waiting {
    static final LocalDate TODAY = LocalDate.parse("2026-11-22");

    private Waiting() {}

    static Item item(String study, String step, String patient, LocalDate day) {
        return new Item(
                "1.2." + study,
                step,
                new Patient(patient, Optional.of("Name of " + patient), Optional.empty(), Optional.of("F")),
                new Order(
                        Optional.of("A-" + study),
                        Optional.of("Fundus photographs"),
                        Optional.empty(),
                        Optional.of("FOVEA")),
                day,
                Optional.of(LocalTime.of(9, 30)));
    }

    static Item item(String study, String patient) {
        return item(study, "S", patient, TODAY);
    }

    static Answer answer(Item... items) {
        return new Answer(List.of(items), List.of(), true);
    }
}
