/// The statistics, checked by hand-made numbers.
@NullMarked
package dev.fovea.bench.measure;

import org.jspecify.annotations.NullMarked;
