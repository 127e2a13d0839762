package dev.fovea.http;

import io.helidon.http.Status;
import java.time.Duration;
import java.util.Optional;

/// A request that is not served, and why: thrown by a handler, answered as `{"error":"..."}`.
///
/// The message is one sentence for the caller, naming the field and the value. It carries no stack trace: it is an
/// answer, not a fault.
public final class Refusal extends RuntimeException {
    private final Status status;
    private final Optional<Duration> retryAfter;

    private Refusal(Status status, String message, Optional<Duration> retryAfter) {
        super(message, null, false, false);
        this.status = status;
        this.retryAfter = retryAfter;
    }

    public static Refusal of(Status status, String message) {
        return new Refusal(status, message, Optional.empty());
    }

    /// 400: the caller's mistake.
    public static Refusal badRequest(String message) {
        return of(Status.BAD_REQUEST_400, message);
    }

    /// 404.
    public static Refusal notFound(String message) {
        return of(Status.NOT_FOUND_404, message);
    }

    /// 413.
    public static Refusal tooLarge(String message) {
        return of(Status.REQUEST_ENTITY_TOO_LARGE_413, message);
    }

    /// 503, to be tried again after the time given.
    public static Refusal busy(String message, Duration retryAfter) {
        return new Refusal(Status.SERVICE_UNAVAILABLE_503, message, Optional.of(retryAfter));
    }

    public Status status() {
        return status;
    }

    /// The value of the Retry-After header: whole seconds, rounded up, at least 1; empty when trying again is no use.
    public Optional<String> retryAfter() {
        return retryAfter.map(Refusal::secondsUp);
    }

    public String sentence() {
        return String.valueOf(getMessage());
    }

    static String secondsUp(Duration wait) {
        long seconds = wait.getSeconds() + (wait.getNano() > 0 ? 1 : 0);
        return Long.toString(Math.max(1, seconds));
    }
}
