package dev.fovea.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// DCMTK speaks TLS to the listener.
@Timeout(120)
class TlsTest {
    @TempDir
    private Path folder;

    private Path keystore(String name) throws Exception {
        Path file = folder.resolve(name + ".p12");
        keytool(
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-storepass",
                "secret",
                "-keystore",
                file.toString());
        return file;
    }

    private static void keytool(String... words) throws Exception {
        String[] command = new String[words.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(words, 0, command, 1, words.length);
        assertThat(run(command)).isZero();
    }

    private Listener listener(Optional<Path> callers) throws Exception {
        Path password = Files.writeString(folder.resolve("password"), "secret\n");
        return Listener.start(
                settings(keystore("box"), password, callers), (_, _) -> Storage.Answer.STORED, ListenerMetrics.NONE);
    }

    private static ListenerSettings settings(Path keystore, Path password, Optional<Path> callers) {
        return new ListenerSettings(
                "127.0.0.1",
                0,
                "FOVEA",
                Set.of(),
                4,
                65_536,
                1 << 20,
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                Optional.of(new TlsSettings(keystore, password, callers)));
    }

    @Test
    void dcmtkIsUnderstoodOverTlsAndNotWithoutIt() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/echoscu")), "skipped: echoscu (Debian package dcmtk) is missing");
        try (Listener listener = listener(Optional.empty())) {
            String port = String.valueOf(listener.port());

            assertThat(run("echoscu", "+tla", "-ic", "-aec", "FOVEA", "127.0.0.1", port))
                    .isZero();
            assertThat(run("echoscu", "-aec", "FOVEA", "-ta", "5", "-td", "5", "127.0.0.1", port))
                    .isNotZero();
            assertThat(run("echoscu", "+tla", "-ic", "-aec", "FOVEA", "127.0.0.1", port))
                    .isZero();
        }
    }

    @Test
    void whereCallersMustProveThemselvesAStrangerIsNotHeard() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/echoscu")), "skipped: echoscu (Debian package dcmtk) is missing");
        Path pem = folder.resolve("camera.pem");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "camera",
                "-storepass",
                "secret",
                "-file",
                pem.toString(),
                "-keystore",
                keystore("camera").toString());
        try (Listener listener = listener(Optional.of(pem))) {
            String port = String.valueOf(listener.port());

            assertThat(run("echoscu", "+tla", "-ic", "-aec", "FOVEA", "-ta", "5", "127.0.0.1", port))
                    .isNotZero();
        }
    }

    @Test
    void whoDoesNotShakeHandsInTimeIsSentAway() throws Exception {
        try (Listener listener = listener(Optional.empty());
                Socket silent = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            silent.setSoTimeout(20_000);
            for (int i = 0; i < 3; i++) {
                silent.getOutputStream().write(0x16);
            }

            assertThat(endOf(silent)).isTrue();
        }
    }

    @Test
    void neitherIsOneHeardWhoLetsARecordTrickle() throws Exception {
        try (Listener listener = listener(Optional.empty());
                Drip drip = new Drip(listener.port());
                Socket client = trusting().createSocket(drip, "127.0.0.1", listener.port(), true)) {
            ((SSLSocket) client).startHandshake();
            drip.slow = true;
            Thread.ofVirtual().start(() -> {
                try {
                    client.getOutputStream().write(new byte[1_000]);
                } catch (IOException hungUp) {
                    // Which is the point.
                }
            });

            drip.setSoTimeout(20_000);
            assertThat(endOf(drip)).isTrue();
        }
    }

    /// A connection whose bytes go out one by one, once it is slow: 200 of them in the time that is waited for its end.
    private static final class Drip extends Socket {
        private volatile boolean slow;

        Drip(int port) throws IOException {
            super(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {
                @Override
                public void write(byte[] bytes, int from, int count) throws IOException {
                    for (int i = from; i < from + count; i++) {
                        out.write(bytes[i]);
                        if (slow) {
                            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
                        }
                    }
                }
            };
        }
    }

    private static SSLSocketFactory trusting() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        return context.getSocketFactory();
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private static boolean endOf(Socket socket) {
        try {
            var _ = socket.getInputStream().readAllBytes();
            return true;
        } catch (IOException reset) {
            return !(reset instanceof SocketTimeoutException);
        }
    }

    @Test
    void aFileThatCannotBeUsedIsNamedByItsSetting() throws Exception {
        Path keystore = keystore("box");
        Path wrong = Files.writeString(folder.resolve("wrong"), "guess");

        for (ListenerSettings settings : List.of(
                settings(keystore, wrong, Optional.empty()),
                settings(folder.resolve("none.p12"), wrong, Optional.empty()),
                settings(keystore, folder.resolve("none"), Optional.empty()))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Listener.start(settings, (_, _) -> Storage.Answer.STORED, ListenerMetrics.NONE))
                    .withMessageContaining("dicom.tls-");
        }
    }

    private static int run(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
