package dev.fovea.publish.metrics;

import dev.fovea.cameras.CameraState;
import dev.fovea.cameras.CameraStatus;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/// The cameras' figures. Without cameras there are none.
final class CameraGauges implements MultiCollector {
    private final Supplier<List<CameraStatus>> source;

    CameraGauges(Supplier<List<CameraStatus>> source) {
        this.source = source;
    }

    @Override
    public MetricSnapshots collect() {
        List<CameraStatus> cameras = source.get();
        MetricSnapshots.Builder all = MetricSnapshots.builder();
        if (!cameras.isEmpty()) {
            all.metricSnapshot(live(cameras));
            all.metricSnapshot(age(cameras));
            all.metricSnapshot(
                    count("fovea_camera_frames", "Whole pictures that came", cameras, CameraStatus.Tally::frames));
            all.metricSnapshot(count(
                    "fovea_camera_broken",
                    "Pieces that came and were no whole picture",
                    cameras,
                    CameraStatus.Tally::broken));
            all.metricSnapshot(count(
                    "fovea_camera_restarts", "Connections after the first", cameras, CameraStatus.Tally::restarts));
            all.metricSnapshot(count(
                    "fovea_camera_stalls",
                    "Connections ended because no whole picture came",
                    cameras,
                    CameraStatus.Tally::stalls));
        }
        return all.build();
    }

    private static MetricSnapshot live(List<CameraStatus> cameras) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("fovea_camera_live").help("1 while pictures come, 0 while none do");
        for (CameraStatus camera : cameras) {
            gauge.dataPoint(point(camera, camera.state() == CameraState.LIVE ? 1 : 0));
        }
        return gauge.build();
    }

    private static MetricSnapshot age(List<CameraStatus> cameras) {
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name("fovea_camera_frame_age_seconds").help("Age of the newest picture");
        for (CameraStatus camera : cameras) {
            camera.age().ifPresent(age -> gauge.dataPoint(point(camera, age.toMillis() / 1000.0)));
        }
        return gauge.build();
    }

    private static GaugeSnapshot.GaugeDataPointSnapshot point(CameraStatus camera, double value) {
        return GaugeSnapshot.GaugeDataPointSnapshot.builder()
                .labels(labels(camera))
                .value(value)
                .build();
    }

    private static MetricSnapshot count(
            String name, String help, List<CameraStatus> cameras, ToDoubleFunction<CameraStatus.Tally> figure) {
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        for (CameraStatus camera : cameras) {
            counter.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder()
                    .labels(labels(camera))
                    .value(figure.applyAsDouble(camera.tally()))
                    .build());
        }
        return counter.build();
    }

    private static Labels labels(CameraStatus camera) {
        return Labels.of("camera", camera.name());
    }
}
