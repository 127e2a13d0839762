package dev.fovea.publish.rest;

import dev.fovea.worklist.Expected;
import dev.fovea.worklist.Order;
import dev.fovea.worklist.Patient;
import dev.fovea.worklist.Sheet;
import dev.fovea.worklist.Worklist;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Supplier;

/// What these routes ask of the worklist; each method as in [Worklist].
public interface Lists {
    LocalDate today();

    Sheet sheet(LocalDate day);

    Expected enter(Patient patient, Order order, LocalDate day);

    Optional<Expected> done(long id, boolean done);

    /// Whether somebody is asked at all.
    boolean asks();

    /// Why the last question was not answered; empty when it was, or nobody is asked.
    Optional<String> trouble();

    static Lists of(Worklist worklist, boolean asks, Supplier<Optional<String>> trouble) {
        return new Lists() {
            @Override
            public LocalDate today() {
                return worklist.today();
            }

            @Override
            public Sheet sheet(LocalDate day) {
                return worklist.sheet(day);
            }

            @Override
            public Expected enter(Patient patient, Order order, LocalDate day) {
                return worklist.enter(patient, order, day);
            }

            @Override
            public Optional<Expected> done(long id, boolean done) {
                return worklist.done(id, done);
            }

            @Override
            public boolean asks() {
                return asks;
            }

            @Override
            public Optional<String> trouble() {
                return trouble.get();
            }
        };
    }
}
