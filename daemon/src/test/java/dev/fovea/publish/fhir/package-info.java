/// A finished exam as FHIR.
@NullMarked
package dev.fovea.publish.fhir;

import org.jspecify.annotations.NullMarked;
