package dev.fovea.dicom.net;

import java.time.Duration;
import java.util.Optional;

/// Another application entity that we call.
///
/// @param host name or address
/// @param called its application entity title
/// @param calling ours
/// @param answerMax how long it may take to be reached, and to answer each time
/// @param tls empty: none
public record Peer(String host, int port, String called, String calling, Duration answerMax, Optional<PeerTls> tls) {
    public Peer {
        if (host.isBlank()) {
            throw new IllegalArgumentException("a DICOM peer needs a host, had none");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("the port of " + host + " must be 1 to 65535, was " + port);
        }
        ListenerSettings.checkTitle("the called title of " + host, called);
        ListenerSettings.checkTitle("the calling title for " + host, calling);
        if (!answerMax.isPositive()) {
            throw new IllegalArgumentException(
                    "the time for answers of " + host + " must be positive, was " + answerMax);
        }
    }

    @Override
    public String toString() {
        return called + " at " + host + ":" + port;
    }
}
