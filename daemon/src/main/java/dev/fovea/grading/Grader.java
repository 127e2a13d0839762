package dev.fovea.grading;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.results.Results;
import dev.fovea.scheduler.Ticker;
import dev.fovea.spool.InFlight;
import dev.fovea.spool.Spool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The pump. Takes accepted captures, highest priority first, and sees each to its one result.
///
/// Threads: [#offer] may be called by anyone and never blocks. `grading.decoders` named platform threads decode, each
/// with its own [Desk]; from the tensor on, one virtual thread per capture waits for the network and writes the
/// result. `grading.tensors-max` bounds how many captures are past decoding.
///
/// A capture that cannot be finished now is parked and offered again every `grading.retry-every`. It is durable in
/// the spool all the while, so that a restart finds it too.
public final class Grader implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Grader.class.getName());

    private final Parts parts;
    private final CaptureWork work;
    private final GradingSettings settings;
    private final Pace pace = new Pace();

    private final PriorityBlockingQueue<Waiting> waiting = new PriorityBlockingQueue<>();
    private final ConcurrentLinkedQueue<Waiting> parked = new ConcurrentLinkedQueue<>();
    private final List<Thread> decoders = new ArrayList<>();
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("grading-retry").daemon().factory());

    // One party per capture between a decoder and its result, and one for the grader itself.
    private final Phaser working = new Phaser(1);

    /// Everything the pump works with.
    public record Parts(
            Spool spool,
            InFlight inFlight,
            Results results,
            Models models,
            Ticker ticker,
            InstantSource clock,
            GradingMetrics metrics) {}

    private Grader(Parts parts, GradingSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.work = new CaptureWork(parts, new TensorPool(settings.tensorsMax()), pace);
    }

    /// Starts with everything the spool holds unanswered. Photographs that were in native code when an earlier process
    /// died go first and alone, in case one of them killed it.
    public static Grader start(Parts parts, GradingSettings settings) {
        Grader grader = new Grader(parts, settings);
        grader.begin();
        return grader;
    }

    /// A capture that has just become durable. Never blocks.
    ///
    /// @param accept how long that took, when known
    public void offer(Capture capture, Optional<Duration> accept) {
        waiting.add(new Waiting(capture, accept, parts.ticker().nanos()));
    }

    /// Captures waiting for a decoder, parked ones included.
    public int waiting() {
        return waiting.size() + parked.size();
    }

    /// How long one photograph keeps the whole box busy, learned from recent ones: what admission multiplies by the
    /// number that wait.
    public double secondsPerImage() {
        return pace.secondsPerImage() / settings.decoders();
    }

    /// Stops taking captures, waits up to `stop.drain-max` for those in flight, leaves the rest in the spool.
    /// Idempotent. Close it before the instances.
    @Override
    public void close() {
        retries.shutdownNow();
        decoders.forEach(Thread::interrupt);
        try {
            working.awaitAdvanceInterruptibly(
                    working.arrive(), settings.drainMax().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "stopped before every capture in flight had its answer; they stay in the spool");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        Set<CaptureId> suspects = Set.copyOf(parts.inFlight().found());
        List<Capture> alone = new ArrayList<>();
        for (Capture capture : parts.spool().unanswered()) {
            if (suspects.contains(capture.id())) {
                alone.add(capture);
            } else {
                offer(capture, Optional.empty());
            }
        }
        long every = settings.retryEvery().toNanos();
        var _ = retries.scheduleWithFixedDelay(this::retryParked, every, every, TimeUnit.NANOSECONDS);
        CountDownLatch cleared = new CountDownLatch(1);
        for (int i = 1; i <= settings.decoders(); i++) {
            boolean first = i == 1;
            decoders.add(Thread.ofPlatform()
                    .name("decoder-" + i)
                    .start(() -> decode(first, first ? alone : List.of(), cleared)));
        }
    }

    private void retryParked() {
        for (Waiting next = parked.poll(); next != null; next = parked.poll()) {
            waiting.add(next);
        }
    }

    /// The life of one decoder thread; the first one clears the suspects while the others wait.
    private void decode(boolean first, List<Capture> suspects, CountDownLatch cleared) {
        try (Desk desk = new Desk(settings.limits())) {
            for (Capture suspect : suspects) {
                runAlone(desk, suspect);
            }
            if (first) {
                cleared.countDown();
            }
            cleared.await();
            while (true) {
                begin(desk, waiting.take(), () -> {});
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for the end of this one before anything else is touched, so that a death now is its own.
    private void runAlone(Desk desk, Capture suspect) throws InterruptedException {
        Waiting next = new Waiting(suspect, Optional.empty(), parts.ticker().nanos());
        CountDownLatch ended = new CountDownLatch(1);
        int deaths = parts.inFlight().soloStarted(suspect.id());
        if (deaths > settings.crashesMax()) {
            LOG.log(System.Logger.Level.ERROR, "capture " + suspect.id() + " killed the program; to the dead letter");
            working.register();
            work.giveUp(suspect, deaths - 1, left -> ended(next, left, ended::countDown));
        } else {
            begin(desk, next, ended::countDown);
        }
        ended.await();
    }

    private void begin(Desk desk, Waiting next, Runnable then) throws InterruptedException {
        working.register();
        work.begin(desk, next, left -> ended(next, left, then));
    }

    /// @param left why it must be tried again; empty when its result is durable
    private void ended(Waiting next, Optional<String> left, Runnable then) {
        left.ifPresent(reason -> {
            parts.metrics().parked(reason);
            parked.add(next);
        });
        then.run();
        working.arriveAndDeregister();
    }
}
