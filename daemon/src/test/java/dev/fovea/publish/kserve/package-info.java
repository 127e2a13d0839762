/// The Open Inference Protocol on a real server over loopback, with a model that is arithmetic.
@NullMarked
package dev.fovea.publish.kserve;

import org.jspecify.annotations.NullMarked;
