/// Model bundles: a network with everything needed to use it rightly, checked before it may answer.
@NullMarked
package dev.fovea.bundle;

import org.jspecify.annotations.NullMarked;
