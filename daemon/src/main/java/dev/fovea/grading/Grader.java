package dev.fovea.grading;

import dev.fovea.camera.Cameras;
import dev.fovea.image.Unwrapper;
import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.results.Results;
import dev.fovea.scheduler.Ticker;
import dev.fovea.spool.InFlight;
import dev.fovea.spool.Spool;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// The pump. Takes accepted captures, highest priority first, and sees each to its one result.
///
/// Threads: [#offer] may be called by anyone and never blocks. `grading.decoders` named platform threads decode,
/// each with its own [Desk]; from the tensor on, one virtual thread per capture waits for the network and writes
/// the result. `grading.tensors-max` bounds how many captures are taken up and not ended; a decoder first gets a
/// place among them and only then chooses, so that a patient in the chair waits behind nothing that is merely in
/// memory.
///
/// A capture that cannot be finished now is parked and offered again every `grading.retry-every`. It is durable in
/// the spool all the while, so that a restart finds it too.
public final class Grader implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Grader.class.getName());

    private final Parts parts;
    private final CaptureWork work;
    private final GradingSettings settings;
    private final Pace pace = new Pace();

    private final Line line;
    private final TensorPool tensors;
    private final AtomicLong arrivals = new AtomicLong();
    private final ConcurrentLinkedQueue<Waiting> parked = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService retries = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("grading-retry").daemon().factory());

    /// Everything the pump works with.
    public record Parts(
            Spool spool,
            InFlight inFlight,
            Results results,
            Models models,
            Cameras cameras,
            Unwrapper unwrapper,
            Ticker ticker,
            InstantSource clock,
            GradingMetrics metrics) {}

    private Grader(Parts parts, GradingSettings settings) {
        this.parts = parts;
        this.settings = settings;
        this.line = new Line(parts.ticker(), settings.backlogHold(), parts.spool()::inflow);
        this.tensors = new TensorPool(settings.tensorsMax());
        this.work = new CaptureWork(parts, pace);
    }

    /// Starts with everything the spool holds unanswered. Photographs that were in native code when an earlier
    /// process died go first and alone, in case one of them killed it.
    public static Grader start(Parts parts, GradingSettings settings) {
        Grader grader = new Grader(parts, settings);
        grader.begin();
        return grader;
    }

    /// A capture that has just become durable. Never blocks.
    ///
    /// @param accept how long that took, when known
    public void offer(Capture capture, Optional<Duration> accept) {
        offer(capture, accept, Waiting.Standing.GOOD);
    }

    private void offer(Capture capture, Optional<Duration> accept, Waiting.Standing standing) {
        line.add(new Waiting(capture, accept, parts.ticker().nanos(), arrivals.incrementAndGet(), standing));
    }

    /// Captures waiting for a decoder, parked ones included.
    public int waiting() {
        return line.size() + parked.size();
    }

    /// How long one photograph keeps the whole box busy, learned from recent ones: what admission multiplies by the
    /// number that wait.
    public double secondsPerImage() {
        return pace.secondsPerImage() / settings.decoders();
    }

    /// Stops taking captures, waits up to `stop.drain-max` for those in flight, leaves the rest in the spool. No
    /// decoder
    /// is interrupted: that would break the file it reads. Idempotent. Close it before the instances.
    @Override
    public void close() {
        retries.shutdownNow();
        line.close();
        tensors.close();
        try {
            if (!line.awaitIdle(settings.drainMax())) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "stopped before every capture in flight had its answer; they stay in the spool");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        parts.inFlight().stopped();
    }

    private void begin() {
        Map<CaptureId, InFlight.Suspect> suspects = new HashMap<>();
        parts.inFlight().found().forEach(suspect -> suspects.put(suspect.id(), suspect));
        for (Capture capture : parts.spool().unanswered()) {
            offer(capture, Optional.empty(), standing(Optional.ofNullable(suspects.get(capture.id()))));
        }
        long every = settings.retryEvery().toNanos();
        var _ = retries.scheduleWithFixedDelay(this::retryParked, every, every, TimeUnit.NANOSECONDS);
        for (int i = 1; i <= settings.decoders(); i++) {
            Thread.ofPlatform().name("decoder-" + i).start(this::decode);
        }
    }

    private Waiting.Standing standing(Optional<InFlight.Suspect> suspect) {
        if (suspect.isEmpty()) {
            return Waiting.Standing.GOOD;
        }
        if (!suspect.get().isConvicted(settings.crashesMax())) {
            return Waiting.Standing.SUSPECT;
        }
        LOG.log(System.Logger.Level.ERROR, "capture " + suspect.get().id() + " killed the program; to the dead letter");
        return Waiting.Standing.convicted(suspect.get().deaths());
    }

    private void retryParked() {
        for (int left = parked.size(); left > 0; left--) {
            Optional.ofNullable(parked.poll()).ifPresent(line::add);
        }
    }

    /// The life of one decoder thread. Nothing but a stop ends it.
    private void decode() {
        try (Desk desk = new Desk(settings.limits(), parts.unwrapper())) {
            boolean open = true;
            while (open) {
                try {
                    open = workOnNext(desk);
                } catch (Throwable e) {
                    LOG.log(System.Logger.Level.ERROR, "a decoder goes on after", e);
                }
            }
        }
    }

    /// False when the grader is closed.
    private boolean workOnNext(Desk desk) {
        Optional<TensorPool.Place> place = tensors.reserve();
        if (place.isEmpty()) {
            return false;
        }
        Optional<Waiting> next = line.take();
        if (next.isEmpty()) {
            place.get().close();
            return false;
        }
        work.begin(desk, new Journey(next.get(), place.get(), this::ended));
        return true;
    }

    private void ended(Waiting one, Optional<Journey.Parked> left) {
        try {
            left.ifPresent(again -> {
                parked.add(again.next());
                parts.metrics().parked(again.reason());
            });
        } finally {
            line.ended(one);
        }
    }
}
