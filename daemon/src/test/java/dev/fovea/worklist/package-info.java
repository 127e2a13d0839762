/// Whom the clinic expects: that no study has two patients, that no day shows another's, and that a list that is old
/// says
/// so.
@NullMarked
package dev.fovea.worklist;

import org.jspecify.annotations.NullMarked;
