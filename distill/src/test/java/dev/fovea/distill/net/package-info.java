/// What the networks promise, as tests.
@NullMarked
package dev.fovea.distill.net;

import org.jspecify.annotations.NullMarked;
