package dev.fovea.worklist;

/// The limits of texts from outside.
final class Wording {
    private Wording() {}

    /// @throws IllegalArgumentException naming the field
    static void check(String field, String text, int max) {
        if (text.isBlank() || text.length() > max || text.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(field + " must be 1 to " + max
                    + " characters without control characters, was \"" + printable(text) + "\"");
        }
    }

    static String printable(String text) {
        String cut = text.length() > 40 ? text.substring(0, 40) + "..." : text;
        return cut.replaceAll("\\p{Cntrl}", "?");
    }
}
