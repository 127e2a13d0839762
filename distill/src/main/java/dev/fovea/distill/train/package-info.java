/// Training: a [Recipe] says what, a [Run] is the folder that remembers it, the [Trainer] does it, an [Objective]
/// is what the network is asked for. The same recipe and seed give the same weights; an interrupted run goes on as
/// if it had not been.
///
/// One thread trains; only the pictures are made on others. Every step frees its tensors in its own `PointerScope`.
@NullMarked
package dev.fovea.distill.train;

import org.jspecify.annotations.NullMarked;
