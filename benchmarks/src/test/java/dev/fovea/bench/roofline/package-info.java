/// Rooflines against layers counted by hand.
@NullMarked
package dev.fovea.bench.roofline;

import org.jspecify.annotations.NullMarked;
