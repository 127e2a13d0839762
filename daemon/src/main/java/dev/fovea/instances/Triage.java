package dev.fovea.instances;

import dev.fovea.instances.InferenceAnswer.Poisoned;
import dev.fovea.scheduler.Entry;
import java.lang.System.Logger.Level;

/// Decides what becomes of the requests in a step that failed: who is tried again alone, and who is poison.
///
/// A batch of several says nothing about who is to blame, so each is tried alone, on an engine that was rebuilt and has
/// proved itself on known images. One that fails alone [Recovery#attemptsMax] times, each time on such an engine, is
/// the cause itself. An engine that is broken for everybody does not prove itself, so it poisons nobody.
final class Triage {
    private static final System.Logger LOG = System.getLogger(Triage.class.getName());

    private final Kit kit;
    private final Roster roster;

    Triage(Kit kit, Roster roster) {
        this.kit = kit;
        this.roster = roster;
    }

    /// The caller has claimed the step, which holds a batch.
    ///
    /// @param generation of the engine it failed on
    void failed(Step step, int generation, Fault fault) {
        LOG.log(
                Level.WARNING,
                kit.settings().name() + ": " + step.what() + " " + step.ids() + " failed: " + fault.reason(),
                fault.trace());
        try {
            if (step.isSelfTest()) {
                kit.generations().distrust(generation);
                kit.metrics().selfTestFailed(fault.reason());
            } else {
                kit.metrics().batchFailed(step.batch().size(), fault.reason());
            }
            // Before anyone is tried again, so that nobody is tried on an engine that has just failed.
            kit.generations().renew(generation);
            recallOutdated();
        } finally {
            step.batch().forEach(entry -> retryOrPoison(entry, step, fault.reason()));
        }
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
        if (step.alone() && pending.failedAlone() >= kit.recovery().attemptsMax()) {
            LOG.log(Level.WARNING, kit.settings().name() + ": " + id + " is poison: " + reason);
            pending.settle(new Poisoned(id, reason));
        } else if (!kit.queue().retryAlone(entry)) {
            pending.abandon(reason);
        }
    }
}
