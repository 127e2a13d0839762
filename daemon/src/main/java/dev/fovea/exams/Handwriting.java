package dev.fovea.exams;

/// The limits of what people type.
final class Handwriting {
    /// The longest name of a person, in characters.
    private static final int AUTHOR_MAX = 128;

    /// The longest grade, note or remark, in characters.
    private static final int TEXT_MAX = 2_000;

    private Handwriting() {}

    /// @throws IllegalArgumentException naming the field
    static void author(String author) {
        if (author.isBlank() || author.length() > AUTHOR_MAX || hasControls(author)) {
            throw new IllegalArgumentException("author must be 1 to " + AUTHOR_MAX
                    + " characters without control characters, had " + author.length());
        }
    }

    /// @throws IllegalArgumentException naming the field
    static void text(String field, String text) {
        if (text.isBlank() || text.length() > TEXT_MAX || hasControls(text.replaceAll("[\\r\\n\\t]", ""))) {
            throw new IllegalArgumentException(field + " must be 1 to " + TEXT_MAX
                    + " characters without control characters other than line ends, had " + text.length());
        }
    }

    /// Halves of characters count too: UTF-8 has no form for them, so nobody could be sent such a text.
    private static boolean hasControls(String text) {
        return text.codePoints()
                .anyMatch(point -> Character.isISOControl(point) || Character.getType(point) == Character.SURROGATE);
    }
}
