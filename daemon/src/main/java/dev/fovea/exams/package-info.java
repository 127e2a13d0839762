/// What people add to an exam: their own reading of an eye beside the machine's, notes, and the word that it is
/// finished.
///
/// Entry point: [dev.fovea.exams.Exams]. A [dev.fovea.exams.ChartEntry] is never changed. When a person calls an
/// exam finished, what it says then is frozen as a [dev.fovea.exams.Report]; when something came after that, the
/// exam can be finished again, as the next edition. Whether it may be finished is [dev.fovea.exams.Closing], a pure
/// function.
///
/// Threads: everything runs on the caller's thread and blocks on the disk.
@NullMarked
package dev.fovea.exams;

import org.jspecify.annotations.NullMarked;
