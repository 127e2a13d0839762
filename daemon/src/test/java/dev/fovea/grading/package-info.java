/// What the pump promises, as tests.
@NullMarked
package dev.fovea.grading;

import org.jspecify.annotations.NullMarked;
