package dev.fovea.model;

/// Why a photograph cannot be graded, and what the technician can do about it.
public enum QualityFault {
    UNREADABLE(
            "The file could not be read as a picture.",
            "Take the photograph again; check the camera's cable and memory card."),
    TOO_LARGE(
            "The picture is larger than this program takes.",
            "Set the camera to a smaller picture size, or export the picture smaller, and send it again."),
    NOT_A_RETINA(
            "This does not look like a picture of the kind this model reads.",
            "Check that the right file was chosen and that the camera points at the eye, then take it again."),
    TOO_DARK(
            "The picture is too dark.",
            "Raise the flash, darken the room so that the pupil widens, and take it again."),
    OVEREXPOSED("Too much of the picture is burnt out.", "Lower the flash and take it again."),
    BLURRED(
            "The picture is blurred.",
            "Clean the lens, focus again, ask the patient to hold still, and take it again."),
    FIELD_CUT_OFF(
            "Part of the eye's field is cut off.", "Centre the pupil, keep the working distance, and take it again.");

    private final String reason;
    private final String advice;

    QualityFault(String reason, String advice) {
        this.reason = reason;
        this.advice = advice;
    }

    /// One sentence saying what is wrong.
    public String reason() {
        return reason;
    }

    /// One sentence saying what to do.
    public String advice() {
        return advice;
    }
}
