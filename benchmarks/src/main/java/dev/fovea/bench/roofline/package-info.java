/// What a board could do at the best with a network: the roofline over its real layers. An estimate from data sheets,
/// never a measurement.
@NullMarked
package dev.fovea.bench.roofline;

import org.jspecify.annotations.NullMarked;
