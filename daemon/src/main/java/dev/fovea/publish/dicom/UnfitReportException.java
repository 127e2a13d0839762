package dev.fovea.publish.dicom;

/// No DICOM object can be made of a report: the same again would fail again. The message is a sentence for whoever
/// looks at the dead letter.
public final class UnfitReportException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfitReportException(String reason) {
        super(reason);
    }

    /// The sentence.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
