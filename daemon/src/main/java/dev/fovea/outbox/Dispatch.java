package dev.fovea.outbox;

import dev.fovea.exams.Exams;
import dev.fovea.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/// The threads of the outbox: one virtual thread for each destination, so that none waits for another.
public final class Dispatch implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Dispatch.class.getName());

    /// A courier that is interrupted returns at once.
    private static final Duration CLOSE_MAX = Duration.ofSeconds(5);

    private final Bell bell;
    private final Duration storeAgain;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean closed;

    /// What the rounds work with.
    ///
    /// @param ended told of a delivery that arrived or was refused, after that was written
    public record Parts(Outbox outbox, Exams exams, OutboxMetrics metrics, Consumer<Delivery> ended) {}

    private Dispatch(Bell bell, Duration storeAgain) {
        this.bell = bell;
        this.storeAgain = storeAgain;
    }

    /// @param bell rung when something may be due
    public static Dispatch start(List<Destination> destinations, Parts parts, Bell bell) {
        Dispatch dispatch = new Dispatch(bell, parts.outbox().settings().pauseMax());
        for (Destination destination : destinations) {
            Round round = new Round(
                    destination, parts, () -> ThreadLocalRandom.current().nextDouble());
            dispatch.threads.add(
                    Thread.ofVirtual().name("outbox-" + destination.name()).start(() -> dispatch.work(round)));
        }
        return dispatch;
    }

    private void work(Round round) {
        try {
            while (!closed) {
                long heard = bell.heard();
                bell.await(step(round), heard);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration step(Round round) throws InterruptedException {
        try {
            return round.step();
        } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "the outbox waits for the database: {0}", e.getMessage());
            return storeAgain;
        } catch (RuntimeException | OutOfMemoryError | AssertionError bug) {
            // One report's affair: the others, and this one later, still want to arrive.
            LOG.log(System.Logger.Level.ERROR, "the outbox met a fault of the program", bug);
            return storeAgain;
        }
    }

    /// What is on its way is broken off and stays pending. Idempotent.
    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        try {
            for (Thread thread : threads) {
                if (!thread.join(CLOSE_MAX)) {
                    LOG.log(System.Logger.Level.WARNING, "{0} did not stop within {1}", thread.getName(), CLOSE_MAX);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
