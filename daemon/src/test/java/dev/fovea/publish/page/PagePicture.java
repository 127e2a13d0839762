package dev.fovea.publish.page;

import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.time.Instant;

/// Takes the picture of the page that the documentation shows: drawn eyes only. Run it in the module's folder after a
/// change of looks.
final class PagePicture {
    private PagePicture() {}

    public static void main(String[] arguments) {
        Path file = Path.of(arguments.length == 0 ? "../docs/page.png" : arguments[0]);
        try (FakeDaemon daemon = FakeDaemon.start();
                Chromium chromium = Chromium.launchFor(PagePicture.class);
                Technician technician =
                        Technician.at(chromium.browser(), Technician.desktop().setColorScheme(ColorScheme.DARK))) {
            daemon.camera("fundus");
            Showcase.fill(daemon, Instant.now());
            technician.opens(daemon.address()).see(".exam");
            technician.seesEveryPhotograph().photographs(file);
        }
    }
}
