/// Tests of the cameras: against servers on loopback and programs of the system, and against no clock.
@NullMarked
package dev.fovea.cameras;

import org.jspecify.annotations.NullMarked;
