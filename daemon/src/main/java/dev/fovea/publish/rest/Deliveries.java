package dev.fovea.publish.rest;

import dev.fovea.outbox.Delivery;
import dev.fovea.outbox.DeliveryQuery;
import dev.fovea.outbox.Outbox;
import dev.fovea.outbox.OutboxTally;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What these routes ask of the outbox; each method as in [Outbox].
public interface Deliveries {
    OutboxTally tally();

    List<Delivery> list(DeliveryQuery query);

    Optional<Delivery> find(long id);

    Optional<Delivery> resend(long id);

    /// @param again told of a delivery that is sent again, after that was written
    static Deliveries of(Outbox outbox, Consumer<Delivery> again) {
        return new Deliveries() {
            @Override
            public OutboxTally tally() {
                return outbox.tally();
            }

            @Override
            public List<Delivery> list(DeliveryQuery query) {
                return outbox.list(query);
            }

            @Override
            public Optional<Delivery> find(long id) {
                return outbox.find(id);
            }

            @Override
            public Optional<Delivery> resend(long id) {
                Optional<Delivery> resent = outbox.resend(id);
                resent.ifPresent(again);
                return resent;
            }
        };
    }
}
