package dev.fovea.app;

import dev.fovea.publish.page.PageContract;
import java.net.URI;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/// The page's contract against the whole daemon with its built-in models.
class PageOnDaemonTest extends PageContract {
    @TempDir
    static Path folder;

    private static Daemon daemon;

    @BeforeAll
    static void start() {
        Properties settings = new Properties();
        settings.setProperty("http.port", "0");
        settings.setProperty("data.folder", folder.toString());
        settings.setProperty("models.tasks", "fundus4");
        daemon = Daemon.start(DaemonConfig.from(new Settings(settings)));
    }

    @AfterAll
    static void stop() {
        daemon.close();
    }

    @Override
    protected URI server() {
        return URI.create("http://127.0.0.1:" + daemon.port());
    }
}
