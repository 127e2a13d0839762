/// Labelled photographs for training: what there is, who belongs together, who learns and who tests, and the
/// pixels. Plain Java arrays in and out; nothing here knows a tensor library.
///
/// Glossary: a *sample* is one photograph with its label; a *group* is everything that must stay on one side of
/// a split (one patient, and whoever shares a file with that patient); a *source* is the camera or collection
/// it came from.
@NullMarked
package dev.fovea.distill.data;

import org.jspecify.annotations.NullMarked;
