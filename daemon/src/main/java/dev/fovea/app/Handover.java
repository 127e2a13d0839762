package dev.fovea.app;

import dev.fovea.grading.Grader;
import dev.fovea.model.Capture;
import dev.fovea.results.Results;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Where the spool's outlet is screwed to the grader's inlet. The spool opens first, because the grader starts with
/// what
/// the spool holds; until then nothing can arrive, as the doors open last.
final class Handover {
    private final AtomicReference<Optional<Grader>> grader = new AtomicReference<>(Optional.empty());

    void to(Grader started) {
        grader.set(Optional.of(started));
    }

    /// A capture has just become durable: listeners hear of it before its answer can.
    void accepted(Results results, Capture capture, Duration took) {
        results.announce(capture);
        grader.get().ifPresent(started -> started.offer(capture, Optional.of(took)));
    }

    /// A dead letter goes back to work.
    void retried(Capture capture) {
        grader.get().ifPresent(started -> started.offer(capture, Optional.empty()));
    }

    /// 0 while nothing was learned.
    double secondsPerImage() {
        return grader.get().map(Grader::secondsPerImage).orElse(0.0);
    }

    int waiting() {
        return grader.get().map(Grader::waiting).orElse(0);
    }
}
