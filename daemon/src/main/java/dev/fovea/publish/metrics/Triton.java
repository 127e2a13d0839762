package dev.fovea.publish.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot;
import io.prometheus.metrics.model.snapshots.UnknownSnapshot.UnknownDataPointSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/// The counters that users of Triton know, under Triton's names.
///
/// Triton's names break Prometheus's own rules (`_total` missing, microseconds), so they are shown without a type,
/// which those
/// rules exempt; the durations in `_us` no type can save, and they stand only on the page of their own.
final class Triton {
    /// One line of Triton's documentation.
    private record Name(String name, String help, ToDoubleFunction<InferenceMeters> value) {}

    private static final List<Name> COUNTS = List.of(
            new Name("nv_inference_request_success", "Successful inference requests", meters -> meters.succeeded()),
            new Name(
                    "nv_inference_count", "Inferences performed, known images not included", meters -> meters.images()),
            new Name("nv_inference_exec_count", "Batches run", meters -> meters.batches()),
            new Name(
                    "nv_inference_pending_request_count",
                    "Requests that wait for an engine",
                    meters -> meters.waiting()));

    private static final List<Name> DURATIONS = List.of(
            new Name(
                    "nv_inference_request_duration_us",
                    "Cumulative time of requests, queue included",
                    meters -> meters.queueMicros() + meters.inferMicros()),
            new Name(
                    "nv_inference_queue_duration_us",
                    "Cumulative time of requests in the queue",
                    InferenceMeters::queueMicros),
            new Name(
                    "nv_inference_compute_infer_duration_us",
                    "Cumulative time in the network",
                    InferenceMeters::inferMicros),
            new Name(
                    "nv_inference_compute_input_duration_us",
                    "Cumulative time of preparing inputs: it is part of the infer time here",
                    meters -> 0),
            new Name(
                    "nv_inference_compute_output_duration_us",
                    "Cumulative time of reading outputs: it is part of the infer time here",
                    meters -> 0));

    private final Map<Labels, InferenceMeters> models = new ConcurrentHashMap<>();

    void add(String model, String version, InferenceMeters meters) {
        models.put(Labels.of("model", model, "version", version), meters);
    }

    /// What Prometheus's rules let stand among our own.
    MultiCollector counts() {
        return () -> snapshots(COUNTS);
    }

    /// Those that break the rules beyond saving.
    MultiCollector durations() {
        return () -> snapshots(DURATIONS);
    }

    private MetricSnapshots snapshots(List<Name> names) {
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        for (Name name : names) {
            List<UnknownDataPointSnapshot> points = new ArrayList<>();
            models.forEach((model, meters) -> points.add(UnknownDataPointSnapshot.builder()
                    .labels(model)
                    .value(name.value().applyAsDouble(meters))
                    .build()));
            UnknownSnapshot.Builder snapshot =
                    UnknownSnapshot.builder().name(name.name()).help(name.help());
            points.forEach(snapshot::dataPoint);
            all.metricSnapshot(snapshot.build());
        }
        if (names.equals(COUNTS)) {
            all.metricSnapshot(failures());
        }
        return all.build();
    }

    private UnknownSnapshot failures() {
        UnknownSnapshot.Builder snapshot = UnknownSnapshot.builder()
                .name("nv_inference_request_failure")
                .help("Failed inference requests by reason");
        models.forEach((model, meters) -> meters.failures()
                .forEach((reason, count) -> snapshot.dataPoint(UnknownDataPointSnapshot.builder()
                        .labels(model.merge(Labels.of("reason", reason)))
                        .value(count)
                        .build())));
        return snapshot.build();
    }
}
