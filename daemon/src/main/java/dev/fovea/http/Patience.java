package dev.fovea.http;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.helidon.webserver.http.Filter;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Hangs up on senders that fall silent in the middle of a body, or drip it for ever.
///
/// Helidon 4.5.0 takes a read time-out in its settings but never sets it on a server's socket, so a read would wait
/// without end. Here one platform thread looks at the bodies being read and interrupts the reader of one that is too
/// slow; interrupting a virtual thread in a socket read closes the socket.
final class Patience implements Filter, AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    /// What is still read of a refused body, so that a sender in full flow hears the refusal and not a reset
    /// connection.
    private static final long LINGER_BYTES_MAX = 64L << 20;

    private static final long LINGER_NANOS_MAX = 2_000_000_000L;

    private final long silenceNanos;
    private final long bodyNanos;
    private final Set<Body> bodies = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("http-patience").factory());

    private Patience(Duration silenceMax, Duration bodyMax) {
        this.silenceNanos = silenceMax.toNanos();
        this.bodyNanos = bodyMax.toNanos();
    }

    /// @param silenceMax between two bytes of a body
    /// @param bodyMax from the first read of a body to its end
    static Patience start(Duration silenceMax, Duration bodyMax) {
        Patience patience = new Patience(silenceMax, bodyMax);
        var _ = patience.clock.scheduleAtFixedRate(patience::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        return patience;
    }

    @Override
    public void filter(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        // The entity may be asked for once only, so the body the handler asked for is kept.
        AtomicReference<@Nullable Body> asked = new AtomicReference<>();
        request.streamFilter(body -> {
            Body watched = new Body(body);
            asked.set(watched);
            return watched;
        });
        chain.proceed();
        boolean unread = request.content().hasEntity() && !request.content().consumed();
        boolean senderIsWriting = request.continueSent();
        if (unread && senderIsWriting && response.isSent()) {
            if (asked.get() == null) {
                var _ = request.content().inputStream();
            }
            Optional.ofNullable(asked.get()).ifPresent(Patience::linger);
        }
    }

    private static void linger(Body rest) {
        rest.hurry();
        byte[] away = new byte[1 << 16];
        long total = 0;
        try {
            for (int count = 0; count >= 0 && total < LINGER_BYTES_MAX; total += count) {
                count = rest.read(away, 0, away.length);
            }
        } catch (IOException | RuntimeException senderGone) {
            // The answer is sent; what the sender does with the rest of its body is its own affair.
        }
    }

    private void look() {
        long now = System.nanoTime();
        bodies.forEach(body -> body.look(now));
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }

    /// One request's body. Read by one thread at a time.
    private final class Body extends FilterInputStream {
        private final long started = System.nanoTime();
        private final ReentrantLock lock = new ReentrantLock();

        @GuardedBy("lock")
        private @Nullable Thread reader;

        @GuardedBy("lock")
        private long since;

        @GuardedBy("lock")
        private Optional<String> fault = Optional.empty();

        @GuardedBy("lock")
        private long allNanos = bodyNanos;

        Body(InputStream body) {
            super(body);
        }

        /// From now on only so long.
        void hurry() {
            lock.lock();
            try {
                allNanos = System.nanoTime() - started + LINGER_NANOS_MAX;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            int count = read(one, 0, 1);
            return count < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            begin();
            try {
                return in.read(into, from, length);
            } finally {
                end();
            }
        }

        private void begin() throws IOException {
            lock.lock();
            try {
                if (fault.isPresent()) {
                    throw new SlowBodyException(fault.get());
                }
                reader = Thread.currentThread();
                since = System.nanoTime();
            } finally {
                lock.unlock();
            }
            bodies.add(this);
        }

        private void end() throws IOException {
            bodies.remove(this);
            lock.lock();
            try {
                reader = null;
                if (fault.isPresent()) {
                    // The interrupt was ours and has done its work: the socket is closed.
                    Thread.interrupted();
                    throw new SlowBodyException(fault.get());
                }
            } finally {
                lock.unlock();
            }
        }

        void look(long now) {
            lock.lock();
            try {
                if (reader == null || fault.isPresent()) {
                    return;
                }
                if (now - since > silenceNanos) {
                    fault = Optional.of("the body stopped for " + silenceNanos / 1_000_000 + " ms");
                } else if (now - started > allNanos) {
                    fault = Optional.of("the body took longer than " + allNanos / 1_000_000 + " ms");
                }
                if (fault.isPresent()) {
                    reader.interrupt();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
