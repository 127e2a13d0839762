package dev.fovea.app;

import dev.fovea.dicom.net.Peer;
import dev.fovea.dicom.net.PeerTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// The settings of a DICOM peer that we call: where it is, what it and we are called, TLS.
///
/// @param prefix what all of its keys begin with, `worklist.`
/// @param word what those begin with that other ways of reaching the same place do not have, `dicom-`
record PeerConfig(Settings settings, String prefix, String word) {
    private static final Duration ANSWER_MIN = Duration.ofSeconds(1);
    private static final Duration ANSWER_MAX = Duration.ofMinutes(5);

    /// How long somebody may take for an answer.
    static Duration answerMax(Settings settings, String key, String initial) {
        Duration max = settings.duration(key, initial);
        if (max.compareTo(ANSWER_MIN) < 0 || max.compareTo(ANSWER_MAX) > 0) {
            throw new IllegalArgumentException(key + " must be 1s to 5min, was " + max);
        }
        return max;
    }

    /// Empty when no host is given; everything else must be right all the same.
    ///
    /// @param called its title where none is given
    /// @throws IllegalArgumentException naming the setting, and the file that cannot be read
    Optional<Peer> peer(String called, Duration answerMax) {
        String host = settings.text(prefix + word + "host", "");
        int port = settings.number(prefix + word + "port", 104);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException(prefix + word + "port must be 1 to 65535, was " + port);
        }
        String calling = settings.text(prefix + word + "calling", "");
        String theirs = title(word + "title", settings.text(prefix + word + "title", called));
        String ours = title(word + "calling", calling.isEmpty() ? settings.text("dicom.title", "FOVEA") : calling);
        Optional<PeerTls> tls = tls();
        if (host.isEmpty()) {
            return Optional.empty();
        }
        tls.ifPresent(PeerTls::check);
        return Optional.of(new Peer(host, port, theirs, ours, answerMax, tls));
    }

    private String title(String key, String title) {
        if (!title.matches("[\\x20-\\x5b\\x5d-\\x7e]{1,16}")) {
            throw new IllegalArgumentException(
                    prefix + key + " must be 1 to 16 ASCII characters without a backslash, was \"" + title + "\"");
        }
        return title;
    }

    private Optional<PeerTls> tls() {
        boolean on = settings.flag(prefix + "tls", false);
        Optional<Path> trusted = file("tls-trusted");
        Optional<Path> keystore = file("tls-keystore");
        Optional<Path> password = file("tls-password-file");
        if (keystore.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException(prefix + "tls-keystore and " + prefix
                    + "tls-password-file must be given both or neither, were "
                    + keystore.map(Path::toString).orElse("\"\"")
                    + " and " + password.map(Path::toString).orElse("\"\""));
        }
        if (!on && (trusted.isPresent() || keystore.isPresent())) {
            throw new IllegalArgumentException(prefix + "tls must be true where its files are given, was false");
        }
        return on
                ? Optional.of(new PeerTls(
                        prefix + "tls-", trusted, keystore.map(keys -> new PeerTls.Keys(keys, password.orElseThrow()))))
                : Optional.empty();
    }

    private Optional<Path> file(String key) {
        String text = settings.text(prefix + key, "");
        return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
    }
}
