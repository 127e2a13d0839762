/// The bounded batching queue: who waits, how long, and which batch goes next. Knows nothing of images.
@NullMarked
package dev.fovea.scheduler;

import org.jspecify.annotations.NullMarked;
