package dev.fovea.grading;

import dev.fovea.model.Capture;
import dev.fovea.spool.InFlight;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// One capture on its way through the pump with all that it holds, so that it gives back everything whatever
/// happens. Handed from the decoder to the thread that waits for the network; one thread at a time.
final class Journey {
    private final Waiting waiting;
    private final TensorPool.Place place;
    private final BiConsumer<Waiting, Optional<Parked>> ended;
    private final AtomicBoolean over = new AtomicBoolean();
    private InFlight.@Nullable Mark mark;

    /// What must be tried again.
    ///
    /// @param next as it comes back
    /// @param reason why
    record Parked(Waiting next, String reason) {}

    /// @param ended told exactly once, with the capture as it was handed out: with nothing more when the result is
    ///     durable, else with what must be tried again
    Journey(Waiting waiting, TensorPool.Place place, BiConsumer<Waiting, Optional<Parked>> ended) {
        this.waiting = waiting;
        this.place = place;
        this.ended = ended;
    }

    Waiting waiting() {
        return waiting;
    }

    Capture capture() {
        return waiting.capture();
    }

    TensorPool.Place place() {
        return place;
    }

    void enter(InFlight inFlight) {
        mark = inFlight.enter(capture().id(), waiting.alone());
    }

    boolean wasInside() {
        return mark != null;
    }

    /// Out of native code, and done with its tensor. Idempotent.
    void release() {
        // The mark goes first: there are as many places as marks at the most.
        if (mark != null) {
            mark.close();
        }
        place.close();
    }

    void answered() {
        end(Optional.empty());
    }

    void park(Waiting next, String reason) {
        end(Optional.of(new Parked(next, reason)));
    }

    private void end(Optional<Parked> left) {
        if (over.compareAndSet(false, true)) {
            release();
            ended.accept(waiting, left);
        }
    }
}
