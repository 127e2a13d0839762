package dev.fovea.cli;

import dev.fovea.app.DaemonConfig;
import dev.fovea.http.WebSettings;
import java.nio.file.Path;
import java.util.Optional;

/// The two settings a person gives on the command line more often than in a file.
///
/// @param port to listen on, 0 for a free one
/// @param data the folder of photographs and results
record Where(Optional<Integer> port, Optional<Path> data) {
    /// The configuration with these in place of its own.
    DaemonConfig in(DaemonConfig config) {
        WebSettings web = config.web();
        return config.at(web.at(web.host(), port.orElse(web.port())), data.orElse(config.dataFolder()));
    }
}
