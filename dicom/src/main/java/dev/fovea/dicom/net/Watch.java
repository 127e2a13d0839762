package dev.fovea.dicom.net;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Closes a connection when what is done with it takes too long: sockets have no time limit for writing, and one for
/// reading only for each piece. Whoever waits for the connection then fails.
final class Watch implements AutoCloseable {
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean late;

    private Watch() {}

    /// Begins; closing what is returned ends it.
    ///
    /// @param connection the one beneath any TLS, whose closing waits for nobody
    static Watch over(Socket connection, Duration patience) {
        Watch watch = new Watch();
        Thread.ofVirtual().name("dicom-watch").start(() -> watch.keep(connection, patience));
        return watch;
    }

    private void keep(Socket connection, Duration patience) {
        try {
            if (!over.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                late = true;
                connection.close();
            }
        } catch (IOException | InterruptedException nobodyIsLeft) {
            Thread.currentThread().interrupt();
        }
    }

    /// Whether it has closed the connection.
    boolean late() {
        return late;
    }

    @Override
    public void close() {
        over.countDown();
    }
}
