package dev.fovea.publish.dicom;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a report can become. The words in lower case are those of the setting `outbox.NAME.objects`.
public enum Kind {
    /// Comprehensive 3D SR by TID 1500, as IHE AI Results asks.
    SR3D("1.2.840.10008.5.1.4.1.1.88.34", "SR", 9001, "Screening, structured"),
    /// The same tree as Comprehensive SR, for who takes only that.
    SR("1.2.840.10008.5.1.4.1.1.88.33", "SR", 9002, "Screening, structured"),
    /// Encapsulated PDF.
    PDF("1.2.840.10008.5.1.4.1.1.104.1", "DOC", 9003, "Screening, report"),
    /// Secondary Capture, for who shows only pictures.
    SC("1.2.840.10008.5.1.4.1.1.7", "OT", 9004, "Screening, summary");

    private final String sopClass;
    private final String modality;
    private final int seriesNumber;
    private final String description;

    Kind(String sopClass, String modality, int seriesNumber, String description) {
        this.sopClass = sopClass;
        this.modality = modality;
        this.seriesNumber = seriesNumber;
        this.description = description;
    }

    /// `sr3d`, `sr`, `pdf`, `sc`.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Kind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /// SOP Class UID.
    public String sopClass() {
        return sopClass;
    }

    String modality() {
        return modality;
    }

    int seriesNumber() {
        return seriesNumber;
    }

    String description() {
        return description;
    }
}
