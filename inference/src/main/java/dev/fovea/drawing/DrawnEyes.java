package dev.fovea.drawing;

import dev.fovea.model.Laterality;
import java.util.List;

/// The handful of drawings that the daemon shows when it has no camera yet.
public final class DrawnEyes {
    private DrawnEyes() {}

    /// One drawing and whose eye it pretends to be.
    ///
    /// @param patient a key that says itself that nobody is behind it
    /// @param drawing what is drawn
    /// @param shows one line for a person
    public record Sitter(String patient, Drawing drawing, String shows) {}

    /// Three people, both eyes each: a healthy pair; spots and a large cup; clouded lenses, one eye taken too dark to
    /// be
    /// graded. Always the same.
    public static List<Sitter> demonstration() {
        return List.of(
                new Sitter("DRAWN-1", DrawnEye.healthy(Laterality.RIGHT, 11), "healthy"),
                new Sitter("DRAWN-1", DrawnEye.healthy(Laterality.LEFT, 11), "healthy"),
                new Sitter(
                        "DRAWN-2",
                        DrawnEye.healthy(Laterality.RIGHT, 23).withLesions(new Lesions(120, 45, 300)),
                        "many red spots and yellow exudates"),
                new Sitter("DRAWN-2", DrawnEye.healthy(Laterality.LEFT, 23).withCup(0.85), "a large cup in the disc"),
                new Sitter("DRAWN-3", DrawnEye.healthy(Laterality.RIGHT, 37).withHaze(0.75), "a clouded lens"),
                new Sitter("DRAWN-3", DrawnEye.healthy(Laterality.LEFT, 37).withShot(Shot.DARK), "taken far too dark"));
    }

    /// Three OCT scans: healthy, bumps under the pigment epithelium, fluid. Always the same.
    public static List<Sitter> scans() {
        return List.of(
                new Sitter("DRAWN-4", DrawnScan.healthy(Laterality.RIGHT, 5), "healthy"),
                new Sitter("DRAWN-5", DrawnScan.healthy(Laterality.LEFT, 6).withDrusen(14), "bumps (drusen)"),
                new Sitter("DRAWN-6", DrawnScan.healthy(Laterality.RIGHT, 7).withFluid(0.8), "fluid"));
    }
}
