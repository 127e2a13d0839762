package dev.fovea.publish.metrics;

import dev.fovea.dicom.net.ListenerMetrics;
import dev.fovea.dicom.net.Storage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/// Counts DICOM connections and objects; what the spool does with them counts with everybody else's.
final class DicomMeters implements ListenerMetrics {
    private final MeterRegistry registry;

    DicomMeters(MeterRegistry registry) {
        this.registry = registry;
        for (End end : End.values()) {
            connections(end);
        }
        for (Storage.Status status : Storage.Status.values()) {
            objects(status);
        }
    }

    @Override
    public void ended(End end) {
        connections(end).increment();
    }

    @Override
    public void answered(Storage.Status status) {
        objects(status).increment();
    }

    private Counter connections(End end) {
        return Meters.counter(
                registry, "fovea.dicom.connections", "DICOM connections, by how they ended", "end", Meters.word(end));
    }

    private Counter objects(Storage.Status status) {
        return Meters.counter(
                registry,
                "fovea.dicom.objects",
                "DICOM objects, by the status answered",
                "status",
                Meters.word(status));
    }
}
