package dev.fovea.publish.dicom;

import dev.fovea.dicom.Attributes;

/// A coded concept (PS3.3 8.8).
///
/// @param meaning for people
record Code(String value, String scheme, String meaning) {
    /// Our own, for what no public scheme names. Its classes are those of the model bundles.
    static final String OURS = "99FOVEA";

    /// Of [#OURS], made once from a random number.
    static final String OURS_UID = "2.25.200178188472163098430640081830961747727";

    static Code dcm(String value, String meaning) {
        return new Code(value, "DCM", meaning);
    }

    static Code sct(String value, String meaning) {
        return new Code(value, "SCT", meaning);
    }

    static Code ours(String value, String meaning) {
        return new Code(value, OURS, Texts.cut(meaning, Texts.LONG_MAX));
    }

    Attributes item() {
        Attributes item = new Attributes();
        if (value.length() <= Texts.SHORT_MAX) {
            item.text(Tags.CODE_VALUE, "SH", value).text(Tags.CODING_SCHEME, "SH", scheme);
        } else {
            item.text(Tags.LONG_CODE_VALUE, "UC", value).text(Tags.CODING_SCHEME, "SH", scheme);
        }
        return item.text(Tags.CODE_MEANING, "LO", meaning);
    }
}
