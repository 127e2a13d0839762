/// Answers: written once, found again, told to whoever listens.
@NullMarked
package dev.fovea.results;

import org.jspecify.annotations.NullMarked;
