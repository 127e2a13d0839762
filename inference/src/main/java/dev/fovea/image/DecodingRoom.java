package dev.fovea.image;

import java.util.concurrent.Semaphore;

/// The memory that all pictures being decoded in this process share. Thread-safe; first come, first served.
///
/// Every core decodes, and so do previews and the stateless door: without a common bound a few large scans at one
/// time would take more memory than a small board has, and the system would end the process.
final class DecodingRoom {
    /// The largest picture taken by default, 64 megapixels, as a TIFF of 16 bit. The launcher sets another size for a
    /// small board; so little that every picture goes alone is allowed.
    static final DecodingRoom SHARED =
            new DecodingRoom(Math.max(1, Long.getLong("fovea.decoding.bytes", 64_000_000L * 9)));

    private static final int STEP_BYTES = 1024;

    private final int steps;
    private final Semaphore free;

    DecodingRoom(long bytes) {
        steps = Math.toIntExact(Math.ceilDiv(bytes, STEP_BYTES));
        free = new Semaphore(steps, true);
    }

    /// Waits until there is room. A picture that needs more than all of it gets all of it: it goes alone. Not
    /// bounded in time, because those before it are being decoded; a holder must not ask for a second place.
    Place take(long bytes) {
        int needed = (int) Math.min(steps, Math.ceilDiv(bytes, STEP_BYTES));
        free.acquireUninterruptibly(needed);
        return new Place(needed);
    }

    boolean someoneWaits() {
        return free.hasQueuedThreads();
    }

    boolean empty() {
        return free.availablePermits() == steps;
    }

    /// Room for one picture. Not for more than one thread.
    final class Place implements AutoCloseable {
        private int held;

        private Place(int held) {
            this.held = held;
        }

        /// Idempotent.
        @Override
        public void close() {
            free.release(held);
            held = 0;
        }
    }
}
