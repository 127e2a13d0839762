/// Tests of the outbox.
@NullMarked
package dev.fovea.outbox;

import org.jspecify.annotations.NullMarked;
