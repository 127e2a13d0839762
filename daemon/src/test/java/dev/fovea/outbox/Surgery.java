package dev.fovea.outbox;

import static dev.fovea.results.Answers.findings;

import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.results.State;
import dev.fovea.spool.Clinic;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// A clinic whose finished exams go to destinations, with a clock that only tests move.
final class Surgery implements AutoCloseable, InstantSource {
    static final OutboxSettings PATIENCE = new OutboxSettings(Duration.ofSeconds(10), Duration.ofMinutes(15));

    private final Clinic clinic;
    private final List<Destination> destinations;
    private Instant now;
    private Outbox outbox;
    private Exams exams;

    Surgery(Path root, Instant now, Destination... destinations) {
        this.clinic = Clinic.open(root);
        this.now = now;
        this.destinations = List.of(destinations);
        this.outbox = opened();
        this.exams = handing();
    }

    private Outbox opened() {
        return new Outbox(clinic.database(), destinations, PATIENCE, this);
    }

    private Exams handing() {
        return new Exams(clinic.database(), (exam, _, _) -> "{\"exam\":\"" + exam.exam() + "\"}", this, _ -> {})
                .handingTo(outbox);
    }

    /// The process dies and a new one starts.
    void crash() {
        clinic.crash();
        outbox = opened();
        exams = handing();
    }

    Clinic clinic() {
        return clinic;
    }

    Outbox outbox() {
        return outbox;
    }

    Exams exams() {
        return exams;
    }

    @Override
    public Instant instant() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    /// Photographs, answers and finishes, whatever of it was done before.
    Report finish(String exam) {
        return finish(exam, exam.hashCode());
    }

    private Report finish(String exam, int seed) {
        clinic.send(Clinic.photograph(seed), Clinic.submission(exam, Laterality.RIGHT));
        clinic.results().exam(exam).orElseThrow().captures().stream()
                .filter(view -> view.state() == State.WAITING)
                .map(view -> view.capture())
                .forEach(this::answer);
        return exams.finish(exam, "T", Optional.of("one eye")).report();
    }

    private void answer(Capture capture) {
        clinic.results().finish(findings(capture, 0.9));
    }

    /// Something is added, so that the next edition is due.
    Report finishAgain(String exam, String note) {
        if (exams.find(exam).isPresent()) {
            exams.note(exam, note, "T");
        }
        return finish(exam);
    }

    List<Delivery> deliveries() {
        return outbox.list(new DeliveryQuery(Optional.empty(), Optional.empty(), Optional.empty(), Long.MAX_VALUE, 200))
                .reversed();
    }

    @Override
    public void close() {
        clinic.close();
    }
}
