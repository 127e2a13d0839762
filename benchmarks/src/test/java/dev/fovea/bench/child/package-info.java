/// What is read of a child process.
@NullMarked
package dev.fovea.bench.child;

import org.jspecify.annotations.NullMarked;
