/// A finished exam as HL7 FHIR R4, for clinics whose records speak it.
///
/// [dev.fovea.publish.fhir.FhirBundle] is a pure function of a frozen report; [dev.fovea.publish.fhir.FhirRoute]
/// serves it. Source of every element: HL7 FHIR release 4.0.1, resources Bundle, DiagnosticReport and Observation.
@NullMarked
package dev.fovea.publish.fhir;

import org.jspecify.annotations.NullMarked;
