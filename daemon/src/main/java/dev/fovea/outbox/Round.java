package dev.fovea.outbox;

import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier.Answer;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/// One destination's deliveries, one after the other. For one thread.
///
/// After a failure the whole destination is given a pause, however many deliveries wait: while a network is down
/// for a week, that is one attempt each [OutboxSettings#pauseMax] and not one for each of a thousand reports.
/// After a success the next one follows at once; so it does after one that the destination has and takes its time
/// to commit itself to.
final class Round {
    private static final System.Logger LOG = System.getLogger(Round.class.getName());

    private final Destination destination;
    private final Outbox outbox;
    private final Exams exams;
    private final DoubleSupplier chance;
    private final OutboxMetrics metrics;
    private final Consumer<Delivery> ended;
    private int failures;
    private boolean awaits;

    /// @param chance 0 to 1, anew each time
    Round(Destination destination, Dispatch.Parts parts, DoubleSupplier chance) {
        this.destination = destination;
        this.outbox = parts.outbox();
        this.exams = parts.exams();
        this.metrics = parts.metrics();
        this.ended = parts.ended();
        this.chance = chance;
    }

    /// Carries what is due, if anything is.
    ///
    /// @return how long to wait before the next step
    /// @throws InterruptedException when the daemon stops
    /// @throws dev.fovea.store.StoreException when the database cannot be read or written
    Duration step() throws InterruptedException {
        Optional<Delivery> begun = outbox.begin(destination, chance.getAsDouble());
        if (begun.isEmpty()) {
            return outbox.quiet(destination);
        }
        Answer answer = carried(begun.get());
        Delivery after = outbox.end(begun.get(), answer);
        return noted(after, answer);
    }

    private Answer carried(Delivery delivery) throws InterruptedException {
        Optional<Integer> later = outbox.overtakenBy(delivery);
        if (later.isPresent()) {
            return new Answer.Refused("edition " + later.get() + " has been on its way since");
        }
        Optional<Report> report = exams.whole(delivery.exam(), delivery.edition());
        if (report.isEmpty()) {
            return new Answer.Refused("the report is damaged: finish the exam again");
        }
        Courier courier = Objects.requireNonNull(destination.couriers().get(delivery.kind()));
        try {
            return courier.carry(report.get());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "delivery " + delivery.id() + " failed for no known reason", e);
            return new Answer.Later("it failed for no known reason: " + e);
        }
    }

    private Duration noted(Delivery delivery, Answer answer) {
        return switch (answer) {
            case Answer.Delivered() -> {
                metrics.attempted(OutboxMetrics.End.DELIVERED);
                if (failures > 0) {
                    LOG.log(System.Logger.Level.INFO, "\"{0}\" takes reports again", destination.name());
                }
                failures = 0;
                awaits = false;
                ended.accept(delivery);
                yield Duration.ZERO;
            }
            case Answer.Awaited(String reason) -> {
                metrics.attempted(OutboxMetrics.End.AWAITED);
                failures = 0;
                if (!awaits) {
                    LOG.log(
                            System.Logger.Level.INFO,
                            "\"{0}\" has delivery {1}, which counts when it commits itself: {2}",
                            destination.name(),
                            Long.toString(delivery.id()),
                            reason);
                }
                awaits = true;
                yield Duration.ZERO;
            }
            case Answer.Later(String reason) -> {
                metrics.attempted(OutboxMetrics.End.LATER);
                failures++;
                if (failures == 1) {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "delivery {0} did not reach \"{1}\", which is tried again: {2}",
                            Long.toString(delivery.id()),
                            destination.name(),
                            reason);
                }
                yield outbox.settings().pause(failures, chance.getAsDouble());
            }
            case Answer.Refused(String reason) -> {
                metrics.attempted(OutboxMetrics.End.REFUSED);
                LOG.log(
                        System.Logger.Level.WARNING,
                        "\"{0}\" refused delivery {1}, which is a dead letter now: {2}",
                        destination.name(),
                        Long.toString(delivery.id()),
                        reason);
                failures = 0;
                ended.accept(delivery);
                yield Duration.ZERO;
            }
        };
    }
}
