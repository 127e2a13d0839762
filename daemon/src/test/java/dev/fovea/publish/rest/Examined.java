package dev.fovea.publish.rest;

import dev.fovea.exams.Exams;
import dev.fovea.http.Routes;
import dev.fovea.outbox.Courier;
import dev.fovea.outbox.Destination;
import dev.fovea.outbox.Outbox;
import dev.fovea.outbox.OutboxSettings;
import dev.fovea.publish.page.PageFiles;
import dev.fovea.results.Tally;
import dev.fovea.spool.Clinic;
import dev.fovea.worklist.Worklist;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page over a clinic's real store, without grading: answers are put in by hand, pictures there are none.
public final class Examined implements AutoCloseable {
    private final Exams exams;
    private final Worklist worklist;
    private final EventRoute events;
    private final List<Routes> routes;

    /// Why the worklist is not answered; a test says so.
    private volatile Optional<String> unanswered = Optional.empty();

    private Examined(Clinic clinic) {
        CaptureJson writer = new CaptureJson(() -> List.of(Samples.CARD));
        ExamJson examWriter = new ExamJson(writer);
        Destination archive = new Destination("archive", Map.of("fhir", _ -> new Courier.Answer.Delivered()));
        Outbox outbox = new Outbox(
                clinic.database(),
                List.of(archive),
                new OutboxSettings(Duration.ofSeconds(10), Duration.ofMinutes(15)),
                InstantSource.system());
        exams = new Exams(
                        clinic.database(),
                        examWriter::frozen,
                        InstantSource.system(),
                        clinic.results()::announceAddition)
                .ordered((connection, exam) -> Worklist.ordered(
                                connection, exam.exam(), exam.patient().orElse(""))
                        .map(ExamJson::order))
                .handingTo(outbox);
        worklist = new Worklist(clinic.database(), 50, InstantSource.system(), ZoneId.systemDefault());
        Archive results = Archive.of(clinic.results());
        events = new EventRoute(results, writer, 16);
        routes = List.of(
                new CaptureRoutes(results, writer),
                new PictureRoutes(results, new FakePictures(), () -> List.of(Samples.CARD)),
                new ExamRoutes(Charts.of(exams), examWriter),
                new DeliveryRoutes(
                        Deliveries.of(outbox, again -> clinic.results().announceDelivery(again.id()))),
                new WorklistRoutes(Lists.of(worklist, true, () -> unanswered)),
                events,
                new StatusRoute(Examined::status),
                new BoxRoute(Optional::empty),
                new PageFiles());
    }

    public static Examined over(Clinic clinic) {
        return new Examined(clinic);
    }

    private static DaemonStatus status() {
        return new DaemonStatus(
                Optional.empty(),
                "0.1.0",
                List.of(Samples.CARD),
                new DaemonStatus.Queue(Map.of(), 0, 0),
                new Tally(0, 0, 0, 0),
                5L << 30,
                1L << 30,
                new Accelerator(Accelerator.State.ABSENT, Optional.of("none"), Optional.empty(), List.of()),
                Instant.now());
    }

    public Charts charts() {
        return Charts.of(exams);
    }

    public Worklist worklist() {
        return worklist;
    }

    /// From now on the worklist is not answered, for this reason.
    public void unanswered(String reason) {
        unanswered = Optional.of(reason);
    }

    public Exams exams() {
        return exams;
    }

    public Routes[] routes() {
        return routes.toArray(Routes[]::new);
    }

    @Override
    public void close() {
        events.close();
    }
}
