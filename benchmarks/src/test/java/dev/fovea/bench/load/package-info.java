/// The load generator against a tiny fake server.
@NullMarked
package dev.fovea.bench.load;

import org.jspecify.annotations.NullMarked;
