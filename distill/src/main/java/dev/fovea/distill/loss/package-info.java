/// What a student is told about its answers: losses, projectors and the discriminator. Each is a mean over the
/// batch, takes raw scores (never probabilities), and leaves alone what it says it leaves alone.
///
/// Build modules outside any `PointerScope`; call losses inside the one of the step.
@NullMarked
package dev.fovea.distill.loss;

import org.jspecify.annotations.NullMarked;
