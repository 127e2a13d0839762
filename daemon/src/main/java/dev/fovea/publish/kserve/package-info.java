/// The Open Inference Protocol, version 2: the stateless door.
@NullMarked
package dev.fovea.publish.kserve;

import org.jspecify.annotations.NullMarked;
