/// What the spool promises, as tests.
@NullMarked
package dev.fovea.spool;

import org.jspecify.annotations.NullMarked;
