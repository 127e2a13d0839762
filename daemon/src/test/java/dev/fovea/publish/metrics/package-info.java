/// The metrics against their document and against Prometheus's own rules.
@NullMarked
package dev.fovea.publish.metrics;

import org.jspecify.annotations.NullMarked;
