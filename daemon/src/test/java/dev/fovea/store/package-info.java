/// What the database promises, as tests.
@NullMarked
package dev.fovea.store;

import org.jspecify.annotations.NullMarked;
