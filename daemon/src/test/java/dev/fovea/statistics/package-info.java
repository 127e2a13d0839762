/// Figures held against other ways of counting the same, and drift against made-up streams whose change is known.
@NullMarked
package dev.fovea.statistics;

import org.jspecify.annotations.NullMarked;
