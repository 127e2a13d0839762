/// A daemon as a child process: how it is started, watched, measured and killed.
@NullMarked
package dev.fovea.bench.child;

import org.jspecify.annotations.NullMarked;
