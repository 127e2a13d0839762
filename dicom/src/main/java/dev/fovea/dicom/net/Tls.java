package dev.fovea.dicom.net;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/// TLS around accepted connections (the basic profile of PS3.15 B: whatever versions and ciphers the JDK trusts,
/// 1.2 and later). Any thread.
final class Tls {
    private final SSLContext context;
    private final boolean asked;

    private Tls(SSLContext context, boolean asked) {
        this.context = context;
        this.asked = asked;
    }

    /// @throws IllegalArgumentException naming the setting whose file cannot be used
    static Tls of(TlsSettings settings) {
        try {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            char[] password = password(settings.passwordFile());
            keys.init(keystore(settings.keystore(), password), password);
            Arrays.fill(password, ' ');
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            if (settings.callers().isPresent()) {
                trust.init(trusted(settings.callers().get()));
            } else {
                trust.init((KeyStore) null);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            return new Tls(context, settings.callers().isPresent());
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "dicom.tls-keystore " + settings.keystore() + " cannot be used: " + e, e);
        }
    }

    private static char[] password(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").toCharArray();
        } catch (IOException e) {
            throw new IllegalArgumentException("dicom.tls-password-file " + file + " cannot be read: " + e, e);
        }
    }

    private static KeyStore keystore(Path file, char[] password) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore keystore = KeyStore.getInstance("PKCS12");
            keystore.load(in, password);
            return keystore;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "dicom.tls-keystore " + file + " cannot be read with the password of dicom.tls-password-file: " + e,
                    e);
        }
    }

    private static KeyStore trusted(Path file) throws GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            KeyStore trusted = KeyStore.getInstance("PKCS12");
            trusted.load(null, null);
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("caller-" + trusted.size(), certificate);
            }
            if (trusted.size() == 0) {
                throw new IllegalArgumentException("dicom.tls-callers " + file + " has no certificate");
            }
            return trusted;
        } catch (IOException e) {
            throw new IllegalArgumentException("dicom.tls-callers " + file + " cannot be read: " + e, e);
        }
    }

    /// Shakes hands, all of it within the time given: a byte now and then does not keep a place.
    ///
    /// @return the socket to talk over; closing either closes both
    Socket wrap(Socket socket, Duration patience) throws IOException {
        SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        tls.setUseClientMode(false);
        tls.setNeedClientAuth(asked);
        CountDownLatch shaken = new CountDownLatch(1);
        Thread.ofVirtual().name("dicom-tls-watch").start(() -> {
            try {
                if (!shaken.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                    socket.close();
                }
            } catch (IOException | InterruptedException nobodyIsLeft) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            tls.startHandshake();
            return tls;
        } finally {
            shaken.countDown();
        }
    }
}
