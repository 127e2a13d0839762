package dev.fovea.publish.page;

import java.net.URI;
import org.junit.jupiter.api.AfterAll;

/// The page's contract against a daemon in memory.
class PageOnFakeDaemonTest extends PageContract {
    private final FakeDaemon daemon = FakeDaemon.start();

    @AfterAll
    void stop() {
        daemon.close();
    }

    @Override
    protected URI server() {
        return daemon.address();
    }
}
