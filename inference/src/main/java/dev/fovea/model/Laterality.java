package dev.fovea.model;

import java.util.Locale;
import java.util.Optional;

/// Which eye. The codes are the clinic's (OD, OS) and DICOM's (R, L).
public enum Laterality {
    /// Oculus dexter, the right eye.
    RIGHT("OD", "R"),
    /// Oculus sinister, the left eye.
    LEFT("OS", "L"),
    /// Nobody said which eye it is.
    UNKNOWN("", "");

    private final String code;
    private final String dicom;

    Laterality(String code, String dicom) {
        this.code = code;
        this.dicom = dicom;
    }

    /// `OD`, `OS`, or empty when unknown.
    public String code() {
        return code;
    }

    /// Takes OD, OS, R, L, RIGHT, LEFT in any case, and nothing for unknown; anything else is empty.
    public static Optional<Laterality> parse(String text) {
        String wanted = text.strip().toUpperCase(Locale.ROOT);
        for (Laterality laterality : values()) {
            if (wanted.equals(laterality.code) || wanted.equals(laterality.dicom) || wanted.equals(laterality.name())) {
                return Optional.of(laterality);
            }
        }
        return Optional.empty();
    }
}
