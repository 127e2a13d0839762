package dev.fovea.dicom.net;

import java.nio.file.Path;
import java.util.Optional;

/// How a peer proves itself, and what we show it.
///
/// @param settings what the settings' keys begin with, such as `outbox.archive.tls-`
/// @param trusted PEM file of the certificates that the peer's certificate must be, or be signed by, whatever name
///     stands in it; empty: one that Java trusts, with the peer's name in it
/// @param keys our key and certificate, where the peer wants to see one
public record PeerTls(String settings, Optional<Path> trusted, Optional<Keys> keys) {
    /// Reads the files as each connection will, which takes them as they are then.
    ///
    /// @throws IllegalArgumentException naming the setting and the file that cannot be used
    public void check() {
        Tls.towards(this);
    }

    /// @param keystore PKCS#12 file with our key and certificate
    /// @param passwordFile its first line is the keystore's password
    public record Keys(Path keystore, Path passwordFile) {}
}
