package dev.fovea.instances;

import dev.fovea.scheduler.Entry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// One thing a worker does that may hang: opening an engine, running a batch, closing.
///
/// The worker claims it when it returns, the watch when it is overdue, the group when it closes. **The first claim
/// wins, and only the winner may decide what becomes of the requests in it.** So a worker that returns late finds its
/// step taken and drops what it brought: that is why a late answer is never delivered.
///
/// A **check** runs known images with a batch in hand, to tell whether that batch or its engine is to blame.
///
/// @param what for messages: `a batch of 3`
/// @param batch the requests in it; empty when it is no batch
/// @param conclusive whether a failure speaks against the image, if there is only one: the engine had just proved
///     itself when the batch began
/// @param doubt for a check: why the engine is in doubt
/// @param startedNanos on the group's ticker
/// @param limit after which it hangs
record Step(
        String what,
        List<Entry<Pending>> batch,
        boolean conclusive,
        Optional<String> doubt,
        long startedNanos,
        Duration limit,
        AtomicBoolean claimed) {
    static Step of(String what, long nowNanos, Duration limit) {
        return new Step(what, List.of(), false, Optional.empty(), nowNanos, limit, new AtomicBoolean());
    }

    static Step batch(List<Entry<Pending>> batch, boolean conclusive, long nowNanos, Duration limit) {
        Pending first = batch.getFirst().item();
        // The name is made only when it is needed: a batch may take a millisecond.
        String what = first.isSelfTest() ? first.request().id() : "a batch";
        return new Step(what, batch, conclusive, Optional.empty(), nowNanos, limit, new AtomicBoolean());
    }

    /// A check of the engine while this step's batch is in hand.
    Step check(String why, long nowNanos, Duration max) {
        String name = "a known image, after doubt about a batch,";
        return new Step(name, batch, conclusive, Optional.of(why), nowNanos, max, new AtomicBoolean());
    }

    /// True for the first caller only.
    boolean claim() {
        return claimed.compareAndSet(false, true);
    }

    boolean isClaimed() {
        return claimed.get();
    }

    /// Nanoseconds until it hangs; zero or less when it does.
    long nanosLeft(long nowNanos) {
        return startedNanos + limit.toNanos() - nowNanos;
    }

    /// Known images come by themselves.
    boolean isSelfTest() {
        return alone() && batch.getFirst().item().isSelfTest();
    }

    /// Whether a failure in it is the engine's, whatever was sent.
    boolean isProof() {
        return isSelfTest() || doubt.isPresent();
    }

    /// Whether a single request is in it, whose failure is then its own.
    boolean alone() {
        return batch.size() == 1;
    }

    /// The ids in it, for the log.
    List<String> ids() {
        return batch.stream().map(entry -> entry.item().request().id()).toList();
    }
}
