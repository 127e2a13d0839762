/// What goes around the program, held to the program: units, packages, alert rules, the dashboard, image recipes.
///
/// What a machine lacks (systemd, Prometheus, readelf) skips the test that needs it, by name.
@NullMarked
package dev.fovea.packaging;

import org.jspecify.annotations.NullMarked;
