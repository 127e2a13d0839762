/// The one SQLite database: opening it safely, and group commit.
@NullMarked
package dev.fovea.store;

import org.jspecify.annotations.NullMarked;
