/// Tests of the CUDA runtime's calls, against small libraries compiled on the spot.
@NullMarked
package dev.fovea.engine.cuda;

import org.jspecify.annotations.NullMarked;
