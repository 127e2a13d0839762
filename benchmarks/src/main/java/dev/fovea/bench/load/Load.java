package dev.fovea.bench.load;

import dev.fovea.bench.client.Call;
import dev.fovea.bench.client.Connection;
import dev.fovea.bench.client.Reply;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/// Traffic that keeps going until closed. Thread-safe.
public final class Load implements AutoCloseable {
    private static final Duration STOP_MAX = Duration.ofSeconds(70);
    private static final Duration FAILURE_PAUSE = Duration.ofMillis(20);

    private final URI server;
    private final LongFunction<Call> calls;
    private final Duration timeout;
    private final Schedule schedule;
    private final ConcurrentLinkedQueue<Shot> shots = new ConcurrentLinkedQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean running = true;

    private Load(URI server, Arrivals arrivals, LongFunction<Call> calls, Duration timeout, long startNanos) {
        this.server = server;
        this.calls = calls;
        this.timeout = timeout;
        this.schedule = new Schedule(arrivals, startNanos);
    }

    /// @param calls the request of each index, made on the sending thread
    /// @param timeout the longest wait for an answer
    public static Load start(URI server, Arrivals arrivals, LongFunction<Call> calls, Duration timeout) {
        return start(server, arrivals, calls, timeout, System.nanoTime());
    }

    static Load start(URI server, Arrivals arrivals, LongFunction<Call> calls, Duration timeout, long startNanos) {
        Load load = new Load(server, arrivals, calls, timeout, startNanos);
        for (int i = 0; i < arrivals.connections(); i++) {
            load.workers.add(Thread.ofVirtual().name("load-" + i).start(load::work));
        }
        return load;
    }

    private void work() {
        try (Connection connection = new Connection(server, timeout)) {
            while (running) {
                Schedule.Slot slot = schedule.next(System.nanoTime());
                waitUntil(slot.nanos());
                if (running) {
                    shots.add(fire(connection, slot));
                }
            }
        }
    }

    private void waitUntil(long nanos) {
        for (long left = nanos - System.nanoTime(); left > 0 && running; left = nanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private Shot fire(Connection connection, Schedule.Slot slot) {
        long sent = System.nanoTime();
        try {
            Reply reply = connection.send(calls.apply(slot.index()));
            return new Shot(slot.nanos(), sent, System.nanoTime(), Optional.of(reply), Optional.empty());
        } catch (IOException e) {
            Shot shot = new Shot(slot.nanos(), sent, System.nanoTime(), Optional.empty(), Optional.of(e.toString()));
            // A server that is away must not make the generator spin.
            LockSupport.parkNanos(FAILURE_PAUSE.toNanos());
            return shot;
        }
    }

    /// What ended since the last call.
    public List<Shot> drain() {
        List<Shot> drained = new ArrayList<>();
        for (Shot shot = shots.poll(); shot != null; shot = shots.poll()) {
            drained.add(shot);
        }
        return drained;
    }

    /// Sends nothing more, waits for a bounded time until what is in flight is answered, and drains.
    public List<Shot> stop() {
        halt();
        return drain();
    }

    /// The same, and forgets what came. Idempotent.
    @Override
    public void close() {
        halt();
    }

    private void halt() {
        running = false;
        workers.forEach(LockSupport::unpark);
        long end = System.nanoTime() + STOP_MAX.toNanos();
        try {
            for (Thread worker : workers) {
                worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
