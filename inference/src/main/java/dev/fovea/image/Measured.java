package dev.fovea.image;

import dev.fovea.model.Quality;

/// What the quality gate judges by: the published figures and, beside them, what tells a retina from other pictures.
///
/// @param detail how much coarse structure there is, 0 to 1; without any there is nothing to be sharp or blurred
/// @param colour mean over the field of (brightest - darkest channel) / brightest, 0 (grey) to 1
/// @param redness mean over the field of red - blue, -1 to 1
/// @param round how well the edge of the field follows a circle, 0 to 1
/// @param spill the share of what lies outside that circle that is lit, 0 to 1
record Measured(Quality quality, double detail, double colour, double redness, double round, double spill) {}
