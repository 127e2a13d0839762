/// Drawn eyes: pictures of retinas that never were, with known truth, for the demonstration and the tests.
///
/// Photographs of patients cannot live in the repository, so we draw: [dev.fovea.drawing.DrawnEye] a colour fundus
/// picture, [dev.fovea.drawing.DrawnScan] an OCT cross-section. Each is a record of what is in the picture plus a seed;
/// the same record always gives the same picture. They are **drawings, not photographs**, look like one only from
/// afar, and wherever they show they are called drawings. No figure about a model's worth may come from them.
///
/// Entry points: [dev.fovea.drawing.DrawnEyes#demonstration] for the daemon's demo, [dev.fovea.drawing.Drawing#jpeg]
/// for a file. Plain Java2D into memory; needs no display (`java.awt.headless=true`). Values, no shared state.
@NullMarked
package dev.fovea.drawing;

import org.jspecify.annotations.NullMarked;
