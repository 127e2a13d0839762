/// The specification of the figures, by worked examples and by published tables.
@NullMarked
package dev.fovea.distill.measure;

import org.jspecify.annotations.NullMarked;
