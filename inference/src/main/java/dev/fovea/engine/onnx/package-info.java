/// ONNX Runtime on the CPU, version 1.28.0 and no other.
///
/// Entry point: [dev.fovea.engine.onnx.OnnxEngines#load]. One session (the loaded weights and its plan) is shared by
/// all
/// engines of a source; each engine has buffers of its own, made once, and runs on its caller's thread with no helper
/// threads: workers times one thread beat one worker with several (1.24 times on two cores). Only `app` and the tools
/// see this package.
@NullMarked
package dev.fovea.engine.onnx;

import org.jspecify.annotations.NullMarked;
