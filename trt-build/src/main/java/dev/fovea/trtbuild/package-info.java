/// Makes TensorRT engines on the machine that will run them, and keeps them.
///
/// An engine is bound to one GPU, one TensorRT and one network, and making it takes minutes and a gigabyte. So
/// it is
/// made in a process of its own, [dev.fovea.trtbuild.ChildMain], which may crash, hang, be killed or run out of
/// anything without harm; [dev.fovea.trtbuild.ChildProcess] watches its time and memory. The child compares
/// what it
/// made with ONNX Runtime on the bundle's golden pictures before it hands it over, and
/// [dev.fovea.trtbuild.EngineFile]
/// says for whom an engine was made, so that a foreign, stale or damaged one is never loaded.
/// [dev.fovea.trtbuild.EngineBuilds] is the entry point: an engine from the folder, else a new one, else the
/// reason.
@NullMarked
package dev.fovea.trtbuild;

import org.jspecify.annotations.NullMarked;
