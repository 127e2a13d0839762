/// Prometheus metrics.
@NullMarked
package dev.fovea.publish.metrics;

import org.jspecify.annotations.NullMarked;
