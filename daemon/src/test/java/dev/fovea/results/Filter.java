package dev.fovea.results;

import dev.fovea.model.Laterality;
import java.time.Instant;
import java.util.Optional;

/// A query with one filter after the other, for tests to read.
record Filter(CaptureQuery query) {
    Filter exam(String exam) {
        return with(Optional.of(exam), query.patient(), query.task(), query.laterality());
    }

    Filter patient(String patient) {
        return with(query.exam(), Optional.of(patient), query.task(), query.laterality());
    }

    Filter task(String task) {
        return with(query.exam(), query.patient(), Optional.of(task), query.laterality());
    }

    Filter left() {
        return with(query.exam(), query.patient(), query.task(), Optional.of(Laterality.LEFT));
    }

    Filter state(State state) {
        return narrowed(Optional.of(state), query.outcome(), query.since(), query.until());
    }

    Filter outcome(OutcomeKind outcome) {
        return narrowed(query.state(), Optional.of(outcome), query.since(), query.until());
    }

    Filter since(Instant since) {
        return narrowed(query.state(), query.outcome(), Optional.of(since), query.until());
    }

    Filter until(Instant until) {
        return narrowed(query.state(), query.outcome(), query.since(), Optional.of(until));
    }

    private Filter with(
            Optional<String> exam, Optional<String> patient, Optional<String> task, Optional<Laterality> laterality) {
        return new Filter(new CaptureQuery(
                exam,
                patient,
                task,
                query.state(),
                query.outcome(),
                laterality,
                query.since(),
                query.until(),
                query.before(),
                query.limit()));
    }

    private Filter narrowed(
            Optional<State> state, Optional<OutcomeKind> outcome, Optional<Instant> since, Optional<Instant> until) {
        return new Filter(new CaptureQuery(
                query.exam(),
                query.patient(),
                query.task(),
                state,
                outcome,
                query.laterality(),
                since,
                until,
                query.before(),
                query.limit()));
    }
}
