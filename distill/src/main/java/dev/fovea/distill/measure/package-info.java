/// What a student is worth: figures, intervals, calibration, thresholds, and the report that shows them. Pure
/// functions of plain arrays, but for [Report], which writes files.
@NullMarked
package dev.fovea.distill.measure;

import org.jspecify.annotations.NullMarked;
