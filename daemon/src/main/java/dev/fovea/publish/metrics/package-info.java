/// Prometheus metrics: the only place that knows their names.
///
/// The stages count through small interfaces in their own words; [dev.fovea.publish.metrics.Meters] implements those
/// and keeps the numbers, [dev.fovea.publish.metrics.MetricsRoutes] shows them. `docs/metrics.md` lists every name and
/// the sums
/// that must hold; a test compares it with the live registry.
@NullMarked
package dev.fovea.publish.metrics;

import org.jspecify.annotations.NullMarked;
