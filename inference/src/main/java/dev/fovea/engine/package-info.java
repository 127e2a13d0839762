/// Engines: tensors in, scores out. One small interface, one contract test that every engine runs.
///
/// An [dev.fovea.engine.EngineSource] is a loaded network; each worker thread opens one
/// [dev.fovea.engine.Engine] from it, uses it and closes it. Sub-packages hold the runtimes; only `app` sees those.
@NullMarked
package dev.fovea.engine;

import org.jspecify.annotations.NullMarked;
