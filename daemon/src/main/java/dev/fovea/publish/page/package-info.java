/// The technician's page.
@NullMarked
package dev.fovea.publish.page;

import org.jspecify.annotations.NullMarked;
