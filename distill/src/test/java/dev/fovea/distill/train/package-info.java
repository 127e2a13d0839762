/// What training promises, as tests.
@NullMarked
package dev.fovea.distill.train;

import org.jspecify.annotations.NullMarked;
