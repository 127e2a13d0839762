package dev.fovea.statistics;

/// What a model's answers are compared by.
///
/// @param window the latest answers, photographs, `drift.window`
/// @param reference the first answers on this box, photographs, `drift.reference`
public record DriftSettings(int window, int reference) {
    public static final DriftSettings DEFAULT = new DriftSettings(200, 500);

    private static final int MIN = 100;
    private static final int MAX = 10_000;

    public DriftSettings {
        check("drift.window", window);
        check("drift.reference", reference);
    }

    private static void check(String setting, int photographs) {
        if (photographs < MIN || photographs > MAX) {
            throw new IllegalArgumentException(
                    setting + " must be " + MIN + " to " + MAX + " photographs, was " + photographs);
        }
    }
}
