/// The composition root: knows all, known by none.
@NullMarked
package dev.fovea.app;

import org.jspecify.annotations.NullMarked;
