package dev.fovea.grading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Priority;
import dev.fovea.model.Sha256;
import dev.fovea.scheduler.ManualTicker;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final ManualTicker ticker = new ManualTicker();
    private final Line line = new Line(ticker);
    private int arrivals;

    @Test
    void aPatientInTheChairIsNext() {
        line.add(waiting(Priority.BACKLOG, NOON));
        Waiting live = waiting(Priority.LIVE, NOON);
        line.add(live);

        assertThat(line.take()).contains(live);
    }

    @Test
    void aClockThatIsSetBackDoesNotLetTheLaterOneGoFirst() {
        Waiting first = waiting(Priority.LIVE, NOON);
        Waiting second = waiting(Priority.LIVE, NOON.minusSeconds(3600));
        line.add(first);
        line.add(second);

        assertThat(line.take()).contains(first);
        assertThat(line.take()).contains(second);
    }

    @Test
    void oneAloneWaitsForAllOthersAndTheyForIt() throws Exception {
        Waiting before = waiting(Priority.LIVE, NOON);
        line.add(before);
        assertThat(line.take()).contains(before);
        Waiting alone = alone();
        line.add(waiting(Priority.LIVE, NOON));
        line.add(alone);

        CompletableFuture<Optional<Waiting>> next = CompletableFuture.supplyAsync(line::take);
        assertThat(next).isNotDone();
        line.ended(before);

        assertThat(next.get()).contains(alone);
        CompletableFuture<Optional<Waiting>> after = CompletableFuture.supplyAsync(line::take);
        assertThat(after).isNotDone();
        line.ended(alone);
        assertThat(after.get()).isPresent();
    }

    @Test
    void oneAloneThatHangsDoesNotStopTheOthers() {
        line.add(alone());
        assertThat(line.take()).isPresent();
        Waiting other = waiting(Priority.LIVE, NOON);
        line.add(other);

        ticker.advance(Line.ALONE_MAX);

        assertThat(line.take()).contains(other);
    }

    @Test
    void companyThatHangsDoesNotStopTheOthersForTheSakeOfOneAlone() {
        line.add(waiting(Priority.LIVE, NOON));
        assertThat(line.take()).isPresent();
        line.add(alone());
        Waiting other = waiting(Priority.LIVE, NOON);
        line.add(other);

        ticker.advance(Line.ALONE_MAX);

        assertThat(line.take()).contains(other);
    }

    @Test
    void onceClosedNobodyWaits() throws Exception {
        CompletableFuture<Optional<Waiting>> next = CompletableFuture.supplyAsync(line::take);

        line.close();

        assertThat(next.get()).isEmpty();
        assertThat(line.awaitIdle(Duration.ZERO)).isTrue();
    }

    private Waiting alone() {
        Waiting waiting = waiting(Priority.BACKLOG, NOON);
        return new Waiting(waiting.capture(), Optional.empty(), 0, waiting.number(), Waiting.Standing.SUSPECT);
    }

    private Waiting waiting(Priority priority, Instant at) {
        arrivals++;
        Capture capture = new Capture(
                CaptureId.at(at, new Random(arrivals)),
                new Identity("exam", Optional.empty(), Laterality.RIGHT, "camera", Optional.empty()),
                "fundus4",
                priority,
                at,
                Sha256.of(new byte[] {(byte) arrivals}),
                1,
                MediaType.JPEG,
                Optional.empty());
        return new Waiting(capture, Optional.empty(), 0, arrivals, Waiting.Standing.GOOD);
    }
}
