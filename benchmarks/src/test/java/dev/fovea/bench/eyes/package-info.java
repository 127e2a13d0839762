/// Photographs stay the same pictures whatever their serial number.
@NullMarked
package dev.fovea.bench.eyes;

import org.jspecify.annotations.NullMarked;
