/// The crash checker must catch what is planted, and the harness must run in short form.
@NullMarked
package dev.fovea.bench.crash;

import org.jspecify.annotations.NullMarked;
