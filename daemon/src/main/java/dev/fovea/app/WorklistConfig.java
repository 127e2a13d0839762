package dev.fovea.app;

import dev.fovea.dicom.net.Peer;
import dev.fovea.dicom.net.PeerTls;
import dev.fovea.worklist.ModalityWorklist;
import dev.fovea.worklist.WorklistSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Whom the clinic expects, and who is asked for it.
///
/// @param server empty when nobody is asked
record WorklistConfig(WorklistSettings list, Optional<Peer> server, ModalityWorklist.Wanted wanted) {
    static WorklistConfig of(Settings settings) {
        WorklistSettings list = new WorklistSettings(
                settings.duration("worklist.period", "1min"),
                settings.number("worklist.days", 2),
                settings.number("worklist.items-max", 500));
        ModalityWorklist.Wanted wanted = new ModalityWorklist.Wanted(
                settings.text("worklist.modality", "OP"), settings.text("worklist.station", ""), list.itemsMax());
        return new WorklistConfig(list, server(settings), wanted);
    }

    private static Optional<Peer> server(Settings settings) {
        String host = settings.text("worklist.host", "");
        String own = settings.text("dicom.title", "FOVEA");
        String calling = settings.text("worklist.calling", "");
        int port = settings.number("worklist.port", 104);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("worklist.port must be 1 to 65535, was " + port);
        }
        Duration answerMax = settings.duration("worklist.answer-max", "15s");
        if (answerMax.compareTo(Duration.ofSeconds(1)) < 0 || answerMax.compareTo(Duration.ofMinutes(5)) > 0) {
            throw new IllegalArgumentException("worklist.answer-max must be 1s to 5min, was " + answerMax);
        }
        String called = title("worklist.title", settings.text("worklist.title", "WORKLIST"));
        String ours = title("worklist.calling", calling.isEmpty() ? own : calling);
        Optional<PeerTls> tls = tls(settings);
        return host.isEmpty() ? Optional.empty() : Optional.of(new Peer(host, port, called, ours, answerMax, tls));
    }

    private static String title(String key, String title) {
        if (!title.matches("[\\x20-\\x5b\\x5d-\\x7e]{1,16}")) {
            throw new IllegalArgumentException(
                    key + " must be 1 to 16 ASCII characters without a backslash, was \"" + title + "\"");
        }
        return title;
    }

    private static Optional<PeerTls> tls(Settings settings) {
        boolean on = settings.flag("worklist.tls", false);
        String trusted = settings.text("worklist.tls-trusted", "");
        String keystore = settings.text("worklist.tls-keystore", "");
        String passwordFile = settings.text("worklist.tls-password-file", "");
        if (keystore.isEmpty() != passwordFile.isEmpty() || (!on && !(trusted + keystore).isEmpty())) {
            throw new IllegalArgumentException("worklist.tls-keystore and worklist.tls-password-file go together, and"
                    + " they and worklist.tls-trusted need worklist.tls = true; they were \"" + keystore + "\", \""
                    + passwordFile + "\", \"" + trusted + "\" and " + on);
        }
        return on
                ? Optional.of(new PeerTls(
                        "worklist.tls-",
                        path(trusted),
                        path(keystore).map(keys -> new PeerTls.Keys(keys, Path.of(passwordFile)))))
                : Optional.empty();
    }

    private static Optional<Path> path(String text) {
        return Optional.of(text).filter(path -> !path.isEmpty()).map(Path::of);
    }
}
