package dev.fovea.app;

import dev.fovea.publish.paper.Language;
import dev.fovea.publish.paper.PaperSettings;
import java.time.DateTimeException;
import java.time.ZoneId;

/// The settings under `report.`.
final class PaperConfig {
    private PaperConfig() {}

    static PaperSettings of(Settings settings) {
        String code = settings.text("report.language", Language.EN.code());
        Language language = Language.parse(code)
                .orElseThrow(() -> new IllegalArgumentException(
                        "report.language must be one of " + Language.all() + ", was \"" + code + "\""));
        return new PaperSettings(settings.text("report.clinic", ""), zone(settings), language);
    }

    private static ZoneId zone(Settings settings) {
        String name = settings.text("report.zone", "");
        try {
            return name.isEmpty() ? ZoneId.systemDefault() : ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "report.zone must be the name of a time zone such as Africa/Nairobi, was \"" + name + "\"", e);
        }
    }
}
