/// What each loss promises, as tests: value, direction, what it leaves alone.
@NullMarked
package dev.fovea.distill.loss;

import org.jspecify.annotations.NullMarked;
