/// The Open Inference Protocol, version 2: the stateless door for programs.
///
/// It holds no patient and keeps nothing: a tensor or a picture in, the network's answer out, on the queue and the
/// engines that also serve the captures, at the lowest priority ([dev.fovea.model.Priority#STATELESS]). What a crash
/// interrupts here is lost; whoever needs an answer kept uses `/v1/captures`.
///
/// The path of a request: [dev.fovea.publish.kserve.InferRoutes] finds the model, `CallReader` reads the body
/// (`CallParser` its JSON) into a `Call`, `Inference` turns pictures into tensors and has them answered, and
/// `CallReply` writes the answers. Everything is bounded: bytes in flight, images in one request, decoders, tensors.
/// Handlers run on the request's virtual thread and may block.
@NullMarked
package dev.fovea.publish.kserve;

import org.jspecify.annotations.NullMarked;
