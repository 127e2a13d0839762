package dev.fovea.publish.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;

/// Figures that are read when somebody looks, left out when they cannot be read: a database that is missing must not
/// take the disk's figures and the cameras' with it.
record LeftOut(MultiCollector source) implements MultiCollector {
    private static final System.Logger LOG = System.getLogger(LeftOut.class.getName());

    @Override
    public MetricSnapshots collect() {
        try {
            return source.collect();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "figures are left out", e);
            return MetricSnapshots.builder().build();
        }
    }
}
