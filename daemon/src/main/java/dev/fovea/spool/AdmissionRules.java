package dev.fovea.spool;

import dev.fovea.model.Priority;
import dev.fovea.spool.Acceptance.Reason;
import dev.fovea.spool.Acceptance.Refused;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/// Whether there is room for one more photograph. Pure.
final class AdmissionRules {
    /// How long a sender is told to wait at least and at most.
    private static final Duration RETRY_MIN = Duration.ofSeconds(1);

    private static final Duration RETRY_MAX = Duration.ofSeconds(60);

    /// A full spool is worth another try once this share of it has drained.
    private static final double DRAINED_SHARE = 0.1;

    /// Assumed while nothing is learned yet, seconds.
    private static final double SECONDS_PER_IMAGE_GUESS = 0.5;

    private AdmissionRules() {}

    /// @return empty when there is room
    static Optional<Refused> decide(SpoolSettings settings, Load load, Priority priority, long size) {
        if (load.freeBytes() - size < settings.diskFreeMin()) {
            return refuse(
                    Reason.DISK_FULL,
                    "the disk has " + load.freeBytes() + " bytes free and must keep " + settings.diskFreeMin(),
                    RETRY_MAX);
        }
        int waiting = load.waiting(priority);
        double seconds = load.secondsPerImage() > 0 ? load.secondsPerImage() : SECONDS_PER_IMAGE_GUESS;
        if (waiting >= settings.waitingMax(priority)) {
            return refuse(
                    Reason.SPOOL_FULL,
                    waiting + " " + priority.name().toLowerCase(Locale.ROOT) + " photographs wait already",
                    seconds(DRAINED_SHARE * waiting * seconds));
        }
        long bytesMax = bytesMax(settings, priority);
        if (load.waitingBytes() + size > bytesMax) {
            return refuse(
                    Reason.SPOOL_FULL,
                    load.waitingBytes() + " bytes wait already, at most " + bytesMax + " may",
                    seconds(DRAINED_SHARE * waiting * seconds));
        }
        return tooSlow(settings, load, priority);
    }

    /// Imported photographs leave a tenth of the room to patients in the chair.
    private static long bytesMax(SpoolSettings settings, Priority priority) {
        long all = settings.waitingBytesMax();
        return priority == Priority.LIVE ? all : all - all / 10;
    }

    /// Strict priority: only patients in the chair are ahead of a patient in the chair. Nothing learned, nothing
    /// refused.
    private static Optional<Refused> tooSlow(SpoolSettings settings, Load load, Priority priority) {
        double wait = load.waiting(Priority.LIVE) * load.secondsPerImage();
        double waitMax = settings.liveWaitMax().toMillis() / 1000.0;
        if (priority != Priority.LIVE || !(wait > waitMax)) {
            return Optional.empty();
        }
        return refuse(
                Reason.TOO_SLOW,
                String.format(Locale.ROOT, "the answer would take %.1f s, at most %.1f s are promised", wait, waitMax),
                seconds(wait - waitMax));
    }

    private static Optional<Refused> refuse(Reason reason, String detail, Duration retryAfter) {
        return Optional.of(new Refused(reason, detail, retryAfter));
    }

    /// Whole seconds, because the HTTP header takes no less.
    private static Duration seconds(double seconds) {
        Duration time = Duration.ofSeconds((long) Math.ceil(seconds));
        if (time.compareTo(RETRY_MIN) < 0) {
            return RETRY_MIN;
        }
        return time.compareTo(RETRY_MAX) > 0 ? RETRY_MAX : time;
    }
}
