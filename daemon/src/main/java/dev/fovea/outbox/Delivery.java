package dev.fovea.outbox;

import dev.fovea.store.CaptureRows;
import dev.fovea.store.DeliveryRow;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// One object of one report on its way to one destination.
///
/// @param id its number
/// @param edition of the exam's report
/// @param kind of object
/// @param attempts that were begun
/// @param due not before, while it is pending
/// @param reason why the last attempt that ended did not succeed
/// @param madeAt when the exam was finished
/// @param endedAt when it was delivered, or refused for good
public record Delivery(
        long id,
        String exam,
        int edition,
        String destination,
        String kind,
        State state,
        int attempts,
        Instant due,
        Optional<String> reason,
        Instant madeAt,
        Optional<Instant> endedAt) {
    /// Where it stands.
    public enum State {
        PENDING,
        DELIVERED,
        DEAD;

        /// As it is written everywhere.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Delivery of(DeliveryRow row) {
        return new Delivery(
                row.seq(),
                row.exam(),
                row.edition(),
                row.destination(),
                row.kind(),
                State.valueOf(row.state().toUpperCase(Locale.ROOT)),
                row.attempts(),
                CaptureRows.instant(row.dueMicros()),
                row.reason(),
                CaptureRows.instant(row.madeMicros()),
                row.endedMicros().isPresent()
                        ? Optional.of(CaptureRows.instant(row.endedMicros().getAsLong()))
                        : Optional.empty());
    }
}
