/// Tests of the batching queue, and a clock that tests turn by hand.
@NullMarked
package dev.fovea.scheduler;

import org.jspecify.annotations.NullMarked;
