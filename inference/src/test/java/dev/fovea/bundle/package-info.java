/// Tests of bundles and calibration; BundleFixture makes a small bundle to break.
@NullMarked
package dev.fovea.bundle;

import org.jspecify.annotations.NullMarked;
