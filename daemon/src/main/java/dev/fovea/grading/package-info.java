/// The pump: spool to image to engine to results.
///
/// [dev.fovea.grading.Grader] takes accepted captures in order of priority, prepares them on one named platform thread
/// per
/// core, hands tensors to the [dev.fovea.grading.Models] and writes each outcome exactly once. What cannot be finished
/// now (a full queue, a full disk, an engine being rebuilt) stays in the spool and is tried again.
@NullMarked
package dev.fovea.grading;

import org.jspecify.annotations.NullMarked;
