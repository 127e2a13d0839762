/// What holds for the whole module, as tests.
@NullMarked
package dev.fovea.distill;

import org.jspecify.annotations.NullMarked;
