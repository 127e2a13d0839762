package dev.fovea.publish.metrics;

import dev.fovea.statistics.DriftFigures;
import dev.fovea.statistics.DriftFigures.Shift;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// How far the models' latest answers are from their first ones. What cannot be told yet has no line.
final class DriftGauges implements MultiCollector {
    private final Supplier<List<DriftFigures>> source;

    DriftGauges(Supplier<List<DriftFigures>> source) {
        this.source = source;
    }

    @Override
    public MetricSnapshots collect() {
        List<DriftFigures> models = source.get();
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        figure("class_mix_index", "Population stability index of the classes")
                .of(models, DriftFigures::classMix)
                .in(all);
        figure("confidence_shift", "Change of the mean confidence")
                .of(models, DriftFigures::confidence)
                .in(all);
        figure("ungradable_shift", "Change of the share that cannot be graded")
                .of(models, model -> Optional.of(model.ungradable()))
                .in(all);
        return all.build();
    }

    private static Figure figure(String name, String help) {
        return new Figure("fovea_drift_" + name, help, new LinkedHashMap<>());
    }

    /// Two gauges: the figure, and its limit.
    private record Figure(String name, String help, Map<Labels, Shift> shifts) {
        Figure of(List<DriftFigures> models, Function<DriftFigures, Optional<Shift>> one) {
            for (DriftFigures model : models) {
                one.apply(model).ifPresent(shift -> shifts.put(labels(model), shift));
            }
            return this;
        }

        void in(MetricSnapshots.Builder all) {
            if (shifts.isEmpty()) {
                return;
            }
            GaugeSnapshot.Builder values = GaugeSnapshot.builder().name(name).help(help);
            GaugeSnapshot.Builder limits =
                    GaugeSnapshot.builder().name(name + "_limit").help("What chance alone hardly ever exceeds");
            shifts.forEach((labels, shift) -> {
                values.dataPoint(point(labels, shift.value()));
                limits.dataPoint(point(labels, shift.limit()));
            });
            all.metricSnapshot(values.build()).metricSnapshot(limits.build());
        }
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(Labels labels, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels)
                .value(value)
                .build();
    }

    private static Labels labels(DriftFigures model) {
        return Labels.of(
                "task",
                model.task(),
                "model",
                model.model().name() + " " + model.model().version());
    }
}
