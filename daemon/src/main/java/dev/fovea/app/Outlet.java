package dev.fovea.app;

import dev.fovea.exams.Exams;
import dev.fovea.outbox.Bell;
import dev.fovea.outbox.Destination;
import dev.fovea.outbox.Dispatch;
import dev.fovea.outbox.Outbox;
import dev.fovea.publish.fhir.FhirCourier;
import dev.fovea.publish.fhir.FhirSettings;
import dev.fovea.publish.rest.Deliveries;
import dev.fovea.results.Results;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Where the exams' outlet is screwed to the outbox, and the outbox to those who carry.
final class Outlet implements AutoCloseable {
    private final Teardown teardown = new Teardown();
    private final Exams exams;
    private final Deliveries deliveries;

    private Outlet(OutboxConfig config, Doors.Parts parts, Exams.Wording wording, InstantSource clock) {
        List<Destination> destinations = new ArrayList<>();
        for (FhirSettings server : config.servers()) {
            FhirCourier courier = teardown.add(new FhirCourier(server));
            destinations.add(new Destination(server.name(), Map.of("fhir", courier)));
        }
        Bell bell = new Bell();
        Outbox outbox = new Outbox(parts.database(), destinations, config.patience(), clock);
        Results results = parts.results();
        exams = new Exams(parts.database(), wording, clock, exam -> {
                    results.announceAddition(exam);
                    bell.ring();
                })
                .handingTo(outbox);
        deliveries = Deliveries.of(outbox, again -> {
            results.announceDelivery(again.id());
            bell.ring();
        });
        Dispatch.Parts work = new Dispatch.Parts(
                outbox,
                exams,
                parts.meters().outbox(outbox::tally, clock),
                ended -> results.announceDelivery(ended.id()));
        teardown.add(Dispatch.start(destinations, work, bell));
    }

    /// From here on reports leave.
    static Outlet open(OutboxConfig config, Doors.Parts parts, Exams.Wording wording, InstantSource clock) {
        return new Outlet(config, parts, wording, clock);
    }

    /// Exams whose reports go on to the outbox.
    Exams exams() {
        return exams;
    }

    Deliveries deliveries() {
        return deliveries;
    }

    @Override
    public void close() {
        teardown.close();
    }
}
