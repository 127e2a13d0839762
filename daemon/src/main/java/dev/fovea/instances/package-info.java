/// The threads that own engines: they take batches from the scheduler, run them, and survive what goes wrong.
@NullMarked
package dev.fovea.instances;

import org.jspecify.annotations.NullMarked;
