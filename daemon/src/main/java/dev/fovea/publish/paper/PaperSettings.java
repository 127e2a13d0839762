package dev.fovea.publish.paper;

import java.time.ZoneId;

/// How reports are printed.
///
/// @param clinic its name at the head of each report, may be empty, `report.clinic`
/// @param zone whose clock the times are told by, `report.zone`
/// @param language where nobody asks for another one, `report.language`
public record PaperSettings(String clinic, ZoneId zone, Language language) {
    /// The longest name of a clinic, in characters.
    private static final int CLINIC_MAX = 128;

    public PaperSettings {
        if (clinic.length() > CLINIC_MAX || clinic.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("report.clinic must have at most " + CLINIC_MAX
                    + " characters without control characters, was \"" + clinic + "\"");
        }
    }
}
