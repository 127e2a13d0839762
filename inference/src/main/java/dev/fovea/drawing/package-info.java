/// Drawn eyes: pictures of retinas that never were, with known truth, for the demonstration and the tests.
@NullMarked
package dev.fovea.drawing;

import org.jspecify.annotations.NullMarked;
