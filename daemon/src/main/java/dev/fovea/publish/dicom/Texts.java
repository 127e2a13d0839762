package dev.fovea.publish.dicom;

/// Texts as attributes may hold them (PS3.5 table 6.2-1).
final class Texts {
    /// The longest LO, and the longest component group of a PN, in characters.
    static final int LONG_MAX = 64;

    /// The longest PN: three component groups and what separates them.
    static final int PERSON_NAME_MAX = 3 * LONG_MAX + 2;

    /// The longest SH.
    static final int SHORT_MAX = 16;

    private Texts() {}

    /// Whether it can stand in an attribute of several values: a backslash would separate two.
    static boolean fits(String text, int max) {
        return text.codePointCount(0, text.length()) <= max
                && text.indexOf('\\') < 0
                && text.chars().noneMatch(Character::isISOControl);
    }

    /// For texts that only people read: what does not fit is cut off, backslashes become slashes.
    static String cut(String text, int max) {
        String plain = text.replace('\\', '/').replaceAll("\\p{Cntrl}", " ").strip();
        return plain.codePointCount(0, plain.length()) <= max
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, max - 3)).strip() + "...";
    }

    /// A person's name that was typed as one text: its family name complex (PS3.5 6.2.1). The signs that separate
    /// components become spaces.
    static String personName(String typed) {
        return cut(typed.replaceAll("[\\^=]", " "), LONG_MAX);
    }
}
