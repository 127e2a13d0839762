package dev.fovea.instances;

import dev.fovea.engine.EngineException;
import dev.fovea.instances.InferenceAnswer.Expired;
import dev.fovea.instances.Readiness.NotReady;
import dev.fovea.scheduler.Entry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// The workers and the watch over them: starts and replaces workers, gives up hung ones, answers expired requests,
/// sends known images round, shuts the queue when no engine can be had.
///
/// The watch is one thread that repeats [#round], a look at everything, and sleeps until something may be due or
/// somebody reports. Only it starts workers and opens or shuts the queue.
final class Crew {
    private static final System.Logger LOG = System.getLogger(Crew.class.getName());

    /// How long closing waits for threads that should end at once.
    private static final Duration END_MAX = Duration.ofSeconds(1);

    private enum Phase {
        OPEN,
        /// Takes nothing new, works off what was accepted.
        CLOSING,
        CLOSED
    }

    private final Kit kit;
    private final Alarm alarm;
    private final Roster roster;
    private final Triage triage;
    private final Thread watch;
    private final AtomicBoolean sourceClosed = new AtomicBoolean();

    private volatile Phase phase = Phase.OPEN;

    /// Why the queue is shut; empty while it is open. Only the watch writes it.
    private volatile Optional<String> outage = Optional.empty();

    private volatile String endReason = "stopping";

    Crew(Kit kit) {
        this.kit = kit;
        this.alarm = new Alarm(kit.ticker());
        this.roster = new Roster(kit, alarm);
        this.triage = new Triage(kit, roster);
        this.watch = Thread.ofPlatform()
                .name(kit.settings().name() + "-watch")
                .daemon()
                .unstarted(this::watch);
    }

    /// Returns once every engine is open and has proved itself.
    ///
    /// @throws EngineException when one cannot; nothing is left running then, except a thread that hangs
    void start() {
        watch.start();
        Optional<Fault> fault = roster.awaitOpen();
        if (fault.isPresent()) {
            close(Duration.ZERO);
            throw fault.get().toException(kit.settings().name());
        }
    }

    Roster roster() {
        return roster;
    }

    Alarm alarm() {
        return alarm;
    }

    Readiness readiness() {
        return phase == Phase.OPEN ? roster.readiness() : new NotReady(endReason);
    }

    boolean open() {
        return phase == Phase.OPEN;
    }

    /// The worker's engine is open and has proved itself.
    void opened(Worker worker) {
        if (roster.opened(worker)) {
            kit.metrics().rebuilt();
        }
    }

    /// The batch ran and its answers are about to be delivered.
    void succeeded(Worker worker, Step run, Duration infer) {
        if (run.isSelfTest()) {
            roster.proven(worker);
            kit.metrics().selfTestPassed(infer);
        } else {
            kit.queue().ran(run.batch().size(), infer);
            kit.metrics().batchRan(run.batch().size(), infer);
        }
    }

    /// The batch has no answer, and whether its engine is to blame is about to be found out. The worker has claimed it.
    void doubted(Step run, Fault fault) {
        triage.note(run, fault);
    }

    /// The batch has no answer, but its engine is well and goes on.
    void acquitted(Step run, Fault fault) {
        triage.decide(run, fault);
    }

    /// The batch has no answer, and its engine is not to be trusted. The worker has claimed it and is about to end.
    void failed(Worker worker, Step run, Fault fault) {
        roster.unfit(worker, fault.reason());
        triage.failed(run, worker.generation(), fault);
    }

    /// The batch was answered by an engine that has been found wrong. The worker is about to end.
    void distrusted(Step run) {
        triage.distrusted(run);
    }

    /// The worker has closed its engine and its thread ends.
    ///
    /// @param fault why it never worked, or the bug that ended it; empty when it did work
    void ended(Worker worker, Optional<Fault> fault) {
        fault.ifPresent(what -> openFailed(worker, what));
        fault.ifPresentOrElse(what -> roster.endedUnopened(worker, what), () -> roster.ended(worker));
        closeSourceIfDeserted();
    }

    /// A thread that had been given up has come back, has closed its engine and ends.
    void returned() {
        roster.threadReturned();
        closeSourceIfDeserted();
    }

    /// Takes nothing new, works off what was accepted for as long as `drainMax`, gives the rest back. Idempotent;
    /// only the first caller waits.
    void close(Duration drainMax) {
        if (phase != Phase.OPEN) {
            return;
        }
        phase = Phase.CLOSING;
        kit.queue().close();
        alarm.ring();
        try {
            roster.await(this::drained, drainMax);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end();
    }

    private boolean drained() {
        return roster.workers().isEmpty() && kit.queue().depth().total() == 0;
    }

    private void watch() {
        try {
            while (phase != Phase.CLOSED) {
                round();
                sleep();
            }
        } catch (Throwable e) {
            // Without a watch a hang would go unseen, so the group must not go on.
            LOG.log(Level.ERROR, kit.settings().name() + ": the watch over the engines failed", e);
            endReason = "bug in the watch over the engines: " + e;
            end();
        }
    }

    private void sleep() throws InterruptedException {
        long next = roster.nanosToNext(hiring());
        long now = kit.ticker().nanos();
        alarm.sleep(
                kit.queue().nextDueNanos().map(due -> Math.min(next, due - now)).orElse(next));
    }

    private void round() {
        for (Entry<Pending> entry : kit.queue().sweep()) {
            Pending late = entry.item();
            late.settle(
                    new Expired(late.request().id(), entry.waited(kit.ticker().nanos())));
        }
        roster.overdue().forEach(this::giveUp);
        if (hiring()) {
            roster.hire(number -> new Worker(number, this, kit)).forEach(this::start);
        }
        for (Roster.Proof proof : roster.proofs()) {
            Pending known = Pending.selfTest(proof.golden(), kit.queue());
            proof.worker().taker().post(known.entry());
        }
        watchOutage();
    }

    /// While closing, only what was accepted and failed once more needs another engine.
    private boolean hiring() {
        return phase == Phase.OPEN
                || (phase == Phase.CLOSING && kit.queue().depth().total() > 0);
    }

    private void start(Worker worker) {
        try {
            worker.start();
        } catch (Throwable e) {
            // No thread to be had: as good as an engine that does not open.
            ended(worker, Optional.of(Fault.of(e)));
        }
    }

    /// Takes the step of a hung worker away from it and leaves its thread to itself.
    private void giveUp(Worker worker) {
        Step step = worker.step();
        // It may have gone on to its next step since it was found overdue.
        if (step.nanosLeft(kit.ticker().nanos()) > 0 || !roster.takeFromThread(step)) {
            return;
        }
        Fault fault = Fault.of(
                step.what() + " hangs: no return within " + step.limit().toMillis() + " ms");
        if (step.batch().isEmpty()) {
            openFailed(worker, fault);
            roster.endedUnopened(worker, fault);
        } else {
            roster.unfit(worker, fault.reason());
            roster.ended(worker);
            triage.failed(step, worker.generation(), fault);
        }
        interrupt(worker);
    }

    /// Some engines can be asked to return from a run that hangs. What it brings is nobody's any more.
    private void interrupt(Worker worker) {
        try {
            worker.interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, kit.settings().name() + ": a hung engine cannot be interrupted", e);
        }
    }

    private void openFailed(Worker worker, Fault fault) {
        LOG.log(Level.WARNING, kit.settings().name() + ": engine does not open: " + fault.reason(), fault.trace());
        kit.metrics().openFailed(fault.reason());
        // The next attempt must not start from whatever this one left behind.
        kit.generations().renew(worker.generation());
    }

    /// Shuts the queue when no engine can be had, and opens it when one is back.
    private void watchOutage() {
        Optional<String> now = roster.outage();
        if (now.isPresent() == outage.isPresent()) {
            return;
        }
        outage = now;
        if (now.isPresent()) {
            String reason = now.get();
            LOG.log(Level.ERROR, kit.settings().name() + " is down: " + reason);
            kit.queue().shut().forEach(entry -> entry.item().abandon(reason));
        } else {
            LOG.log(Level.INFO, kit.settings().name() + " is up again");
            kit.queue().open();
        }
    }

    /// Closes for good: after this nobody who was accepted is left without an answer.
    private void end() {
        phase = Phase.CLOSED;
        kit.queue().abort().forEach(entry -> entry.item().abandon(endReason));
        alarm.ring();
        leaveToThemselves();
        try {
            roster.await(() -> roster.workers().isEmpty(), END_MAX);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Once more, for a worker that was between two steps.
        leaveToThemselves();
        closeSourceIfDeserted();
    }

    private void leaveToThemselves() {
        for (Worker worker : roster.workers()) {
            worker.taker().recall();
            Step step = worker.step();
            if (roster.takeFromThread(step)) {
                roster.ended(worker);
                step.batch().forEach(entry -> entry.item().abandon(endReason));
                interrupt(worker);
            }
        }
    }

    /// A source that is closed under an engine call takes the process with it, so a hung thread keeps it open.
    private void closeSourceIfDeserted() {
        if (phase == Phase.CLOSED && roster.deserted() && sourceClosed.compareAndSet(false, true)) {
            kit.generations().close();
        }
    }
}
