package dev.fovea.app;

import dev.fovea.dicom.net.Commitments;
import dev.fovea.exams.Exams;
import dev.fovea.outbox.Bell;
import dev.fovea.outbox.Courier;
import dev.fovea.outbox.Destination;
import dev.fovea.outbox.Dispatch;
import dev.fovea.outbox.Outbox;
import dev.fovea.publish.dicom.DicomObjects;
import dev.fovea.publish.dicom.Kind;
import dev.fovea.publish.dicom.StoreCourier;
import dev.fovea.publish.dicom.StoreSettings;
import dev.fovea.publish.dicom.StowCourier;
import dev.fovea.publish.dicom.StowSettings;
import dev.fovea.publish.fhir.FhirCourier;
import dev.fovea.publish.fhir.FhirSettings;
import dev.fovea.publish.rest.Deliveries;
import dev.fovea.results.Results;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Where the exams' outlet is screwed to the outbox, and the outbox to those who carry.
final class Outlet implements AutoCloseable {
    private final Teardown teardown = new Teardown();
    private final Exams exams;
    private final Deliveries deliveries;

    private Outlet(OutboxConfig config, Doors.Parts parts, Words words, InstantSource clock) {
        List<Destination> destinations = destinations(config, words.objects(), parts.commitments());
        Bell bell = new Bell();
        Outbox outbox = new Outbox(parts.database(), destinations, config.patience(), clock);
        Results results = parts.results();
        exams = new Exams(parts.database(), words.wording(), clock, exam -> {
                    results.announceAddition(exam);
                    bell.ring();
                })
                .ordered(Writings.orders())
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

    /// What a finished exam says.
    ///
    /// @param wording of the report that is frozen
    /// @param objects that the report becomes
    record Words(Exams.Wording wording, DicomObjects objects) {}

    private List<Destination> destinations(OutboxConfig config, DicomObjects objects, Commitments commitments) {
        List<Destination> destinations = new ArrayList<>();
        for (FhirSettings server : config.servers()) {
            FhirCourier courier = teardown.add(new FhirCourier(server));
            destinations.add(new Destination(server.name(), Map.of("fhir", courier)));
        }
        for (StoreSettings node : config.nodes()) {
            destinations.add(destination(node.name(), node.objects(), kind -> {
                StoreCourier courier = new StoreCourier(node.peer(), objects.of(kind));
                return node.committed() ? courier.untilKept(commitments) : courier;
            }));
        }
        for (StowSettings web : config.webs()) {
            destinations.add(destination(
                    web.name(), web.objects(), kind -> teardown.add(new StowCourier(web, objects.of(kind)))));
        }
        return destinations;
    }

    private static Destination destination(String name, List<Kind> kinds, Function<Kind, Courier> courier) {
        return new Destination(name, kinds.stream().collect(Collectors.toMap(Kind::word, courier)));
    }

    /// From here on reports leave.
    static Outlet open(OutboxConfig config, Doors.Parts parts, Words words, InstantSource clock) {
        return new Outlet(config, parts, words, clock);
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
