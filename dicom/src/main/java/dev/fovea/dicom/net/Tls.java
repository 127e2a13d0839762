package dev.fovea.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// TLS around connections (the basic profile of PS3.15 B: whatever versions and ciphers the JDK trusts,
/// 1.2 and later). Any thread.
final class Tls {
    private final SSLContext context;
    private final Consumer<SSLSocket> role;

    private Tls(SSLContext context, Consumer<SSLSocket> role) {
        this.context = context;
        this.role = role;
    }

    /// As the one that is called.
    ///
    /// @throws IllegalArgumentException naming the setting whose file cannot be used
    static Tls of(TlsSettings settings) {
        boolean asked = settings.callers().isPresent();
        PeerTls same = new PeerTls(
                "dicom.tls-",
                settings.callers(),
                Optional.of(new PeerTls.Keys(settings.keystore(), settings.passwordFile())));
        return new Tls(context(same, "callers"), socket -> {
            socket.setUseClientMode(false);
            socket.setNeedClientAuth(asked);
        });
    }

    /// As the one that calls.
    ///
    /// @throws IllegalArgumentException naming the file that cannot be used
    static Tls towards(PeerTls settings) {
        boolean named = settings.trusted().isEmpty();
        return new Tls(context(settings, "trusted"), socket -> {
            socket.setUseClientMode(true);
            if (named) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
            }
        });
    }

    /// @param trustedKey what the setting of the trusted certificates is called
    private static SSLContext context(PeerTls settings, String trustedKey) {
        String prefix = settings.settings();
        Optional<Path> trusted = settings.trusted();
        try {
            KeyManager[] keys =
                    settings.keys().isPresent() ? keys(prefix, settings.keys().get()) : new KeyManager[0];
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (trusted.isPresent()) {
                trust.init(trusted(prefix + trustedKey, trusted.get()));
            } else {
                trust.init((KeyStore) null);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(prefix + "keystore cannot be used: " + e, e);
        }
    }

    private static KeyManager[] keys(String prefix, PeerTls.Keys ours) throws GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        char[] password = password(prefix + "password-file", ours.passwordFile());
        keys.init(keystore(prefix, ours.keystore(), password), password);
        Arrays.fill(password, ' ');
        return keys.getKeyManagers();
    }

    private static char[] password(String key, Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new IllegalArgumentException(key + " " + file + " cannot be read: " + e, e);
        }
    }

    private static KeyStore keystore(String prefix, Path file, char[] password) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(in, password);
            return keystore;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    prefix + "keystore " + file + " cannot be read with the password of " + prefix + "password-file: "
                            + e,
                    e);
        }
    }

    private static KeyStore trusted(String key, Path file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("caller-" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw new IllegalArgumentException(key + " " + file + " has no certificate");
            }
            return trusted;
        } catch (IOException | CertificateException e) {
            throw new IllegalArgumentException(key + " " + file + " cannot be read: " + e, e);
        }
    }

    /// Shakes hands, all of it within the time given: a byte now and then does not keep a place.
    ///
    /// @param host the other side's name, as we know it
    /// @return the socket to talk over; closing either closes both
    Socket wrap(Socket socket, String host, Duration patience) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, host, socket.getPort(), true);
        role.accept(tls);
        try (Watch _ = Watch.over(socket, patience)) {
            tls.startHandshake();
            return tls;
        }
    }
}
