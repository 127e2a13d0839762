package dev.fovea.model;

/// Why an answer is not to be relied on as it stands, and what the technician can do about it.
public enum Doubt {
    UNLIKE(
            "This photograph is unlike the photographs this model learned from.",
            "A person should read it. If this camera's photographs are often marked so, the model does not know the"
                    + " camera."),
    BORDERLINE("A finding can be neither seen nor ruled out.", "A person should read this photograph.");

    private final String reason;
    private final String advice;

    Doubt(String reason, String advice) {
        this.reason = reason;
        this.advice = advice;
    }

    /// One sentence saying why.
    public String reason() {
        return reason;
    }

    /// What to do.
    public String advice() {
        return advice;
    }
}
