package dev.fovea.instances;

import dev.fovea.instances.InferenceAnswer.Poisoned;
import dev.fovea.scheduler.Entry;
import java.lang.System.Logger.Level;

/// Decides what becomes of the requests in a step that failed: who is tried again alone, and who is poison.
///
/// A batch of several says nothing about who is to blame, so each is tried alone, on an engine that has just proved
/// itself on known images. One that fails alone [Recovery#attemptsMax] times, each time on such an engine, is the cause
/// itself. An engine that is broken for everybody does not prove itself, so it poisons nobody.
///
/// After a failure known images run on that same engine. If it answers them well, the failure was the images' and the
/// engine goes on; if not, or if it hung, all engines are rebuilt.
final class Triage {
    private static final System.Logger LOG = System.getLogger(Triage.class.getName());

    private final Kit kit;
    private final Roster roster;

    Triage(Kit kit, Roster roster) {
        this.kit = kit;
        this.roster = roster;
    }

    /// The engine is not to be used any more. The caller has claimed the step, which holds a batch.
    ///
    /// @param generation of that engine
    void failed(Step step, int generation, Fault fault) {
        try {
            note(step, fault);
            if (step.isProof()) {
                kit.generations().distrust(generation);
            }
            // Before anyone is tried again, so that nobody is tried on an engine that has just failed.
            kit.generations().renew(generation);
            recallOutdated();
        } finally {
            decide(step, fault);
        }
    }

    /// Logs and counts a failure.
    void note(Step step, Fault fault) {
        LOG.log(
                Level.WARNING,
                kit.settings().name() + ": " + step.what() + " " + step.ids() + " failed: " + fault.reason(),
                fault.trace());
        if (step.isProof()) {
            kit.metrics().selfTestFailed(fault.reason());
        } else {
            kit.metrics().batchFailed(step.batch().size(), fault.reason());
        }
    }

    /// Tries the requests in a failed step again, or calls the one in it poison.
    void decide(Step step, Fault fault) {
        String reason = step.doubt().orElse(fault.reason());
        step.batch().forEach(entry -> retryOrPoison(entry, step, reason));
    }

    /// The batch was answered by an engine that was found wrong meanwhile: it runs again on a better one.
    void distrusted(Step step) {
        for (Entry<Pending> entry : step.batch()) {
            if (!kit.queue().putBack(entry)) {
                entry.item().abandon("the engine answers wrongly");
            }
        }
    }

    private void recallOutdated() {
        int current = kit.generations().generation();
        for (Worker worker : roster.workers()) {
            if (worker.generation() < current) {
                worker.taker().recall();
            }
        }
    }

    private void retryOrPoison(Entry<Pending> entry, Step step, String reason) {
        Pending pending = entry.item();
        if (pending.isSettled() || pending.isSelfTest()) {
            return;
        }
        String id = pending.request().id();
        if (pending.failed(step.alone() && step.conclusive()) >= kit.recovery().attemptsMax()) {
            LOG.log(Level.WARNING, kit.settings().name() + ": " + id + " is poison: " + reason);
            pending.settle(new Poisoned(id, reason));
        } else if (!kit.queue().retryAlone(entry)) {
            pending.abandon(reason);
        }
    }
}
