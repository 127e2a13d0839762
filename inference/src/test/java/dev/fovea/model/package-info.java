/// The verdict and its doubts, as pure functions.
@NullMarked
package dev.fovea.model;

import org.jspecify.annotations.NullMarked;
