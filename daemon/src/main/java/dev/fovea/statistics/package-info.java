/// What the stored answers say together: how good photographs are by camera, operator and day, and whether a model's
/// answers are still what they were.
///
/// Entry points: [dev.fovea.statistics.Statistics], which counts when somebody asks, and
/// [dev.fovea.statistics.DriftWatch], which follows the answers. Both read the database page by page, a short reading
/// transaction each, and never write. The counting itself is pure: [dev.fovea.statistics.Counting],
/// [dev.fovea.statistics.ModelDrift], [dev.fovea.statistics.DriftFigures].
///
/// These are figures, not answers: seals are not checked here, and one damaged answer moves a share by one photograph.
@NullMarked
package dev.fovea.statistics;

import org.jspecify.annotations.NullMarked;
