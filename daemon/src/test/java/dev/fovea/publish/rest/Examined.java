package dev.fovea.publish.rest;

import dev.fovea.exams.Exams;
import dev.fovea.http.Routes;
import dev.fovea.publish.page.PageFiles;
import dev.fovea.results.Tally;
import dev.fovea.spool.Clinic;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The page over a clinic's real store, without grading: answers are put in by hand, pictures there are none.
public final class Examined implements AutoCloseable {
    private final Exams exams;
    private final EventRoute events;
    private final List<Routes> routes;

    private Examined(Exams exams, EventRoute events, List<Routes> routes) {
        this.exams = exams;
        this.events = events;
        this.routes = List.copyOf(routes);
    }

    public static Examined over(Clinic clinic) {
        CaptureJson writer = new CaptureJson(() -> List.of(Samples.CARD));
        ExamJson examWriter = new ExamJson(writer);
        Exams exams = new Exams(
                clinic.database(), examWriter::frozen, InstantSource.system(), clinic.results()::announceAddition);
        Archive archive = Archive.of(clinic.results());
        EventRoute events = new EventRoute(archive, writer, 16);
        return new Examined(
                exams,
                events,
                List.of(
                        new CaptureRoutes(archive, writer),
                        new PictureRoutes(archive, new FakePictures(), () -> List.of(Samples.CARD)),
                        new ExamRoutes(Charts.of(exams), examWriter),
                        events,
                        new StatusRoute(Examined::status),
                        new BoxRoute(Optional::empty),
                        new PageFiles()));
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
