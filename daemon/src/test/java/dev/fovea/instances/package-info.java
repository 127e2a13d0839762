/// Tests of the engine threads, and engines that misbehave on command.
@NullMarked
package dev.fovea.instances;

import org.jspecify.annotations.NullMarked;
