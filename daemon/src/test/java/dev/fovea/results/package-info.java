/// What the results promise, as tests.
@NullMarked
package dev.fovea.results;

import org.jspecify.annotations.NullMarked;
