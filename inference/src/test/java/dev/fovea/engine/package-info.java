/// The contract of every engine, and FakeEngine, which other modules' tests use too.
@NullMarked
package dev.fovea.engine;

import org.jspecify.annotations.NullMarked;
