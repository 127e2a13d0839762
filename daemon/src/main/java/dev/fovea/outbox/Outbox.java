package dev.fovea.outbox;

import dev.fovea.exams.Exams;
import dev.fovea.exams.Report;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.Database;
import dev.fovea.store.DeliveryRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The durable queue of what is to be sent. Thread-safe; callers block on the disk.
public final class Outbox implements Exams.Onward {
    /// The longest reason kept, in characters.
    private static final int REASON_MAX = 500;

    private final Database database;
    private final List<Destination> destinations;
    private final OutboxSettings settings;
    private final InstantSource clock;

    public Outbox(Database database, List<Destination> destinations, OutboxSettings settings, InstantSource clock) {
        this.database = database;
        this.destinations = List.copyOf(destinations);
        this.settings = settings;
        this.clock = clock;
    }

    OutboxSettings settings() {
        return settings;
    }

    /// Reports are due at once, everywhere. Those that were finished before a destination had its name in the
    /// settings do not go there.
    @Override
    public void finished(Connection connection, Report report) throws SQLException {
        long now = micros();
        for (Destination destination : destinations) {
            for (String kind : destination.couriers().keySet().stream().sorted().toList()) {
                new DeliveryRow(
                                0,
                                report.name(),
                                report.edition(),
                                destination.name(),
                                kind,
                                Delivery.State.PENDING.word(),
                                0,
                                now,
                                Optional.empty(),
                                now,
                                OptionalLong.empty())
                        .insert(connection);
            }
        }
    }

    public OutboxTally tally() {
        List<DeliveryRow.Share> shares = database.read(DeliveryRow::shares);
        Optional<Instant> oldest = destinations.stream()
                .flatMap(destination ->
                        database.read(connection -> DeliveryTable.oldestPending(connection, destination)).stream())
                .map(row -> CaptureRows.instant(row.madeMicros()))
                .min(Comparator.naturalOrder());
        return new OutboxTally(
                count(shares, Delivery.State.PENDING),
                count(shares, Delivery.State.DELIVERED),
                count(shares, Delivery.State.DEAD),
                oldest);
    }

    private static long count(List<DeliveryRow.Share> shares, Delivery.State state) {
        return shares.stream()
                .filter(share -> share.state().equals(state.word()))
                .mapToLong(DeliveryRow.Share::count)
                .sum();
    }

    public List<Delivery> list(DeliveryQuery query) {
        return database.read(connection -> DeliveryTable.list(connection, query)).stream()
                .map(Delivery::of)
                .toList();
    }

    public Optional<Delivery> find(long id) {
        return database.read(connection -> DeliveryTable.find(connection, id)).map(Delivery::of);
    }

    /// Makes a dead letter, or one that waits out a pause, due now.
    ///
    /// @return empty when there is no such delivery
    /// @throws IllegalStateException when it was delivered, or a later edition has been on its way since: an
    ///     archive that got them in this order would show the older one last
    public Optional<Delivery> resend(long id) {
        return database.write(connection -> {
            Optional<DeliveryRow> found = DeliveryTable.find(connection, id);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            DeliveryRow row = found.get();
            if (row.state().equals(Delivery.State.DELIVERED.word())) {
                throw new IllegalStateException("delivery " + id + " has arrived, it is not sent again");
            }
            Optional<DeliveryRow> later = DeliveryTable.laterBegun(connection, row);
            if (later.isPresent()) {
                throw new IllegalStateException("delivery " + id + " is of edition " + row.edition() + ", and edition "
                        + later.get().edition() + " has been on its way to \"" + row.destination() + "\" since");
            }
            DeliveryRow again = with(row, Delivery.State.PENDING, row.attempts(), micros(), row.reason());
            again.update(connection);
            return Optional.of(Delivery.of(again));
        });
    }

    /// What is to be carried to the destination now, written down as begun: should we die over it, it is due again
    /// after the pause that a failure would have had.
    Optional<Delivery> begin(Destination destination, double chance) {
        // Looking costs the disk nothing, writing does.
        if (database.read(connection -> next(connection, destination)).isEmpty()) {
            return Optional.empty();
        }
        return database.write(connection -> {
            Optional<DeliveryRow> next = next(connection, destination);
            if (next.isEmpty()) {
                return Optional.empty();
            }
            DeliveryRow row = next.get();
            int attempts = Math.addExact(row.attempts(), 1);
            long due = micros() + toMicros(settings.pause(attempts, chance));
            DeliveryRow begun = with(row, Delivery.State.PENDING, attempts, due, row.reason());
            begun.update(connection);
            return Optional.of(Delivery.of(begun));
        });
    }

    private Optional<DeliveryRow> next(Connection connection, Destination destination) throws SQLException {
        long now = micros();
        return DeliveryTable.next(connection, destination, now, now + toMicros(settings.pauseMax()));
    }

    /// How long nothing will be due, at most [OutboxSettings#pauseMax].
    Duration quiet(Destination destination) {
        Optional<DeliveryRow> soonest = database.read(connection -> DeliveryTable.soonest(connection, destination));
        long longest = toMicros(settings.pauseMax());
        long left = soonest.map(row -> row.dueMicros() - micros()).orElse(longest);
        return Duration.ofNanos(1_000 * Math.clamp(left, 0, longest));
    }

    /// The later edition that has been on its way to the same destination, if one has: an archive that got this one now
    /// would show the older one last.
    Optional<Integer> overtakenBy(Delivery delivery) {
        Optional<DeliveryRow> later = database.read(connection -> {
            DeliveryRow row = DeliveryTable.find(connection, delivery.id()).orElseThrow();
            return DeliveryTable.laterBegun(connection, row);
        });
        return later.map(DeliveryRow::edition);
    }

    /// Writes what came of an attempt.
    ///
    /// @return as it stands now
    Delivery end(Delivery begun, Courier.Answer answer) {
        return database.write(connection -> {
            DeliveryRow row = DeliveryTable.find(connection, begun.id()).orElseThrow();
            DeliveryRow ended = switch (answer) {
                case Courier.Answer.Delivered() ->
                    with(row, Delivery.State.DELIVERED, row.attempts(), row.dueMicros(), Optional.empty());
                case Courier.Answer.Awaited(String reason) ->
                    with(row, Delivery.State.PENDING, row.attempts(), row.dueMicros(), Optional.of(reason));
                case Courier.Answer.Later(String reason) ->
                    with(row, Delivery.State.PENDING, row.attempts(), row.dueMicros(), Optional.of(reason));
                case Courier.Answer.Refused(String reason) ->
                    with(row, Delivery.State.DEAD, row.attempts(), row.dueMicros(), Optional.of(reason));
            };
            ended.update(connection);
            return Delivery.of(ended);
        });
    }

    private DeliveryRow with(
            DeliveryRow row, Delivery.State state, int attempts, long dueMicros, Optional<String> reason) {
        return new DeliveryRow(
                row.seq(),
                row.exam(),
                row.edition(),
                row.destination(),
                row.kind(),
                state.word(),
                attempts,
                dueMicros,
                reason.map(text -> text.substring(0, Math.min(text.length(), REASON_MAX))),
                row.madeMicros(),
                state == Delivery.State.PENDING ? OptionalLong.empty() : OptionalLong.of(micros()));
    }

    private long micros() {
        return CaptureRows.micros(clock.instant());
    }

    private static long toMicros(Duration duration) {
        return duration.toNanos() / 1_000;
    }
}
