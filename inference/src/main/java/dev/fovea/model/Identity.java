package dev.fovea.model;

import java.util.Optional;

/// Whose eye it is and who says so. It travels with the photograph from acceptance to result, never apart from it.
///
/// @param exam the visit this belongs to, 1 to 128 characters; a capture given without one gets an exam of its own
/// @param patient the clinic's key of the patient, at most 128 characters
/// @param laterality which eye
/// @param source the camera, folder or program it came from, 1 to 128 characters
/// @param operator who pressed the button, at most 128 characters
public record Identity(
        String exam, Optional<String> patient, Laterality laterality, String source, Optional<String> operator) {
    /// The longest text of one field, in characters.
    public static final int TEXT_MAX = 128;

    public Identity {
        check("exam", exam);
        patient.ifPresent(text -> check("patient", text));
        check("source", source);
        operator.ifPresent(text -> check("operator", text));
    }

    private static void check(String field, String text) {
        if (text.isBlank() || text.length() > TEXT_MAX || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " must be 1 to " + TEXT_MAX
                    + " characters without control characters, was \"" + printable(text) + "\"");
        }
    }

    private static String printable(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
