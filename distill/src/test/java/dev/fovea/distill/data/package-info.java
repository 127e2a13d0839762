/// The specification of the training data.
@NullMarked
package dev.fovea.distill.data;

import org.jspecify.annotations.NullMarked;
