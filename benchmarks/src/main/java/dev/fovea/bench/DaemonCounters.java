package dev.fovea.bench;

import dev.fovea.bench.client.Metrics;

/// The daemon's own counts, by the names under `/metrics`.
final class DaemonCounters {
    private DaemonCounters() {}

    /// Photographs refused for now, whatever the reason: by the spool, or at the door before the spool was asked.
    static double refused(Metrics metrics) {
        return metrics.sum("fovea_captures_refused_total")
                + metrics.sum("fovea_uploads_turned_away_total", "reason=\"busy\"");
    }

    /// Photographs made durable.
    static double accepted(Metrics metrics) {
        return metrics.sum("fovea_captures_accepted_total");
    }
}
