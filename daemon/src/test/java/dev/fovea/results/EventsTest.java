package dev.fovea.results;

import static dev.fovea.model.Laterality.LEFT;
import static dev.fovea.model.Laterality.RIGHT;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.model.Capture;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class EventsTest {
    private static final LongFunction<Event> ANY = Event.Reload::new;

    private final BlockingQueue<Event> heard = new LinkedBlockingQueue<>();

    @Test
    void aListenerHearsOfEachCaptureAndItsAnswerInOrder(@TempDir(factory = InMemory.class) Path root)
            throws InterruptedException {
        try (Clinic clinic = Clinic.open(root);
                Subscription _ = clinic.results().subscribe(-1, heard::add)) {
            Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
            clinic.results().finish(Answers.failed(capture, "no"));
            clinic.results().retry(capture.id());
            clinic.results().finish(Answers.findings(capture, 0.9));

            assertThat(heard.take()).isInstanceOfSatisfying(Event.Accepted.class, event -> {
                assertThat(event.seq()).isEqualTo(1);
                assertThat(event.view().capture()).isEqualTo(capture);
            });
            assertThat(heard.take())
                    .isInstanceOfSatisfying(
                            Event.Answered.class,
                            event -> assertThat(event.view().state()).isEqualTo(State.DEAD));
            assertThat(heard.take())
                    .isInstanceOfSatisfying(
                            Event.Accepted.class,
                            event -> assertThat(event.view().state()).isEqualTo(State.WAITING));
            assertThat(heard.take()).isInstanceOfSatisfying(Event.Answered.class, event -> {
                assertThat(event.seq()).isEqualTo(4);
                assertThat(event.view())
                        .usingRecursiveComparison()
                        .isEqualTo(clinic.results().find(capture.id()).orElseThrow());
            });
        }
    }

    @Test
    void numbersGoOnAfterARestart(@TempDir(factory = InMemory.class) Path root) throws InterruptedException {
        try (Clinic clinic = Clinic.open(root)) {
            Capture capture = clinic.take(photograph(1), "exam 1", RIGHT);
            clinic.results().finish(Answers.failed(capture, "no"));
            clinic.results().retry(capture.id());
            clinic.results().finish(Answers.findings(capture, 0.9));
            clinic.crash();

            try (Subscription _ = clinic.results().subscribe(4, heard::add)) {
                clinic.take(photograph(2), "exam 1", LEFT);

                assertThat(heard.take()).isInstanceOf(Event.Accepted.class);
                assertThat(heard).isEmpty();
            }
            try (Subscription _ = clinic.results().subscribe(2, heard::add)) {
                assertThat(heard.take()).isEqualTo(new Event.Reload(5));
            }
        }
    }

    @Test
    void whoComesBackHearsWhatItMissed() throws InterruptedException {
        try (Events events = events(3)) {
            publish(events, 5);

            events.subscribe(3, heard::add);

            assertThat(List.of(heard.take(), heard.take()))
                    .extracting(Event::seq)
                    .containsExactly(4L, 5L);
        }
    }

    @Test
    void whoMissedMoreThanIsKeptIsToldToLoadAnew() throws InterruptedException {
        try (Events events = events(3)) {
            publish(events, 5);

            events.subscribe(1, heard::add);
            publish(events, 1);

            assertThat(heard.take()).isEqualTo(new Event.Reload(5));
            assertThat(heard.take().seq()).isEqualTo(6);
        }
    }

    @Test
    void whoMissedExactlyWhatIsKeptMissesNothing() throws InterruptedException {
        try (Events events = events(3)) {
            publish(events, 5);

            events.subscribe(2, heard::add);

            assertThat(heard.take().seq()).isEqualTo(3);
        }
    }

    @Test
    void aNumberFromTheFutureMeansThatTheDatabaseWasReplaced() throws InterruptedException {
        try (Events events = events(3)) {
            publish(events, 2);

            events.subscribe(100, heard::add);

            assertThat(heard.take()).isEqualTo(new Event.Reload(2));
        }
    }

    @Test
    void aListenerThatDoesNotReadIsDroppedAndHoldsUpNobody() throws InterruptedException {
        AtomicInteger dropped = new AtomicInteger();
        Events events = new Events(new ResultsSettings(3, 2), 0, new ResultsMetrics() {
            @Override
            public void listenerDropped() {
                dropped.incrementAndGet();
            }
        });
        CountDownLatch interrupted = new CountDownLatch(1);
        Subscription stuck = events.subscribe(-1, _ -> awaitForEver(interrupted));
        Subscription other = events.subscribe(-1, heard::add);

        for (int i = 1; i <= 20; i++) {
            publish(events, 1);
            assertThat(heard.take().seq()).isEqualTo(i);
        }

        interrupted.await();
        assertThat(stuck.open()).isFalse();
        assertThat(other.open()).isTrue();
        assertThat(dropped).hasValue(1);
        events.close();
    }

    @Test
    void aListenerThatThrowsIsGone() throws InterruptedException {
        try (Events events = events(3)) {
            Subscription broken = events.subscribe(-1, _ -> {
                throw new IllegalStateException("socket closed");
            });
            events.subscribe(-1, heard::add);

            publish(events, 2);

            heard.take();
            heard.take();
            while (broken.open()) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void thereIsALimitToListenersAndAPlaceIsFreeAgainWhenOneLeaves() {
        try (Events events = events(3)) {
            Subscription first = events.subscribe(-1, heard::add);
            events.subscribe(-1, heard::add);

            assertThatIllegalStateException()
                    .isThrownBy(() -> events.subscribe(-1, heard::add))
                    .withMessage("there are 2 listeners already");
            first.close();
            assertThat(events.subscribe(-1, heard::add).open()).isTrue();
        }
    }

    @Test
    void closingEndsEverySubscription() {
        Events events = events(3);
        Subscription subscription = events.subscribe(-1, heard::add);

        events.close();

        assertThat(subscription.open()).isFalse();
        assertThatIllegalStateException().isThrownBy(() -> events.subscribe(-1, heard::add));
    }

    private static Events events(int replayMax) {
        return new Events(new ResultsSettings(replayMax, 2), 0, ResultsMetrics.NONE);
    }

    private static void publish(Events events, int count) {
        for (int i = 0; i < count; i++) {
            events.publish(ANY);
        }
    }

    private static void awaitForEver(CountDownLatch interrupted) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            interrupted.countDown();
            Thread.currentThread().interrupt();
        }
    }
}
