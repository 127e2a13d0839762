package dev.fovea.grading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LineTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private static final BacklogHold HOLD = new BacklogHold(1_000, Duration.ofSeconds(2), 3);

    private final ManualTicker ticker = new ManualTicker();
    private volatile double inflow;
    private final Line line = new Line(ticker, HOLD, () -> inflow);
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
    void importedPhotographsWaitWhileOthersPourIn() throws Exception {
        Waiting first = waiting(Priority.BACKLOG, NOON);
        Waiting second = waiting(Priority.BACKLOG, NOON);
        line.add(first);
        line.add(second);
        inflow = 1_001;
        assertThat(line.take()).contains(first);

        CompletableFuture<Optional<Waiting>> next = CompletableFuture.supplyAsync(line::take);
        assertThatThrownBy(() -> next.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        inflow = 1_000;

        assertThat(next.get()).contains(second);
    }

    @Test
    void oneOfThemGoesAfterEachSpanHoweverFastOthersCome() throws Exception {
        inflow = Double.MAX_VALUE;
        Waiting first = waiting(Priority.BACKLOG, NOON);
        Waiting second = waiting(Priority.BACKLOG, NOON);
        line.add(first);
        line.add(second);
        assertThat(line.take()).contains(first);

        CompletableFuture<Optional<Waiting>> next = CompletableFuture.supplyAsync(line::take);
        ticker.advance(HOLD.holdMax().minusNanos(1));
        assertThatThrownBy(() -> next.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        ticker.advance(Duration.ofNanos(1));

        assertThat(next.get()).contains(second);
    }

    @Test
    void whenTooManyWaitNoneIsHeld() throws Exception {
        inflow = Double.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            line.add(waiting(Priority.BACKLOG, NOON));
        }

        assertThat(line.take()).isPresent();
        assertThat(line.take()).isPresent();
        CompletableFuture<Optional<Waiting>> next = CompletableFuture.supplyAsync(line::take);
        assertThatThrownBy(() -> next.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        line.add(waiting(Priority.BACKLOG, NOON));

        assertThat(next.get()).isPresent();
    }

    @Test
    void aPatientInTheChairNeverWaitsForThoseWhoPourIn() {
        inflow = Double.MAX_VALUE;
        line.add(waiting(Priority.BACKLOG, NOON));
        line.add(waiting(Priority.BACKLOG, NOON));
        assertThat(line.take()).isPresent();
        Waiting live = waiting(Priority.LIVE, NOON);
        line.add(live);

        assertThat(line.take()).contains(live);
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
