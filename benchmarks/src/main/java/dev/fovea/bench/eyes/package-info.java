/// Photographs to measure with, made at run time: real ones enlarged where the shared data lies beside the repository,
/// drawn ones elsewhere. [dev.fovea.bench.eyes.Photograph] gives the same picture as many different files as wanted.
@NullMarked
package dev.fovea.bench.eyes;

import org.jspecify.annotations.NullMarked;
