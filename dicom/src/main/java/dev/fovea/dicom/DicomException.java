package dev.fovea.dicom;

/// A DICOM object that is not taken. The message is a sentence with the attribute and its value, for the sender's
/// log.
public final class DicomException extends Exception {
    private static final long serialVersionUID = 1;

    public DicomException(String message) {
        super(message);
    }

    /// The sentence.
    public String reason() {
        return String.valueOf(getMessage());
    }
}
