package dev.fovea.bench.crash;

import dev.fovea.bench.client.CaptureSeen;
import dev.fovea.bench.client.FoveaClient;
import dev.fovea.bench.client.Reply;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/// One sender that never gives up: it uploads, repeats what it got no answer to under the same key, sends some again
/// on purpose, and now and then looks an earlier capture up. Runs on its own virtual thread until told to stop.
public final class Uploader implements Runnable {
    private static final double AGAIN_SHARE = 0.12;
    private static final double LOOK_SHARE = 0.12;
    private static final double WAIT_SHARE = 0.3;
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(20);
    private static final Duration AWAY_PAUSE = Duration.ofMillis(15);
    private static final long PAUSE_NANOS_MAX = 60_000_000;

    private final Traffic traffic;
    private final RandomGenerator random;
    private final FoveaClient client;

    /// What all senders share.
    ///
    /// @param unknown uploads whose fate is unknown or that were refused: to be sent again
    /// @param fresh how many new photographs may still be sent before the next kill
    record Traffic(
            URI server,
            EyePool eyes,
            Ledger ledger,
            ConcurrentLinkedQueue<Upload> unknown,
            AtomicInteger fresh,
            Counts counts,
            java.util.concurrent.atomic.AtomicBoolean running) {}

    /// What happened, for the report.
    ///
    /// @param sent uploads that reached a daemon
    /// @param unknown of these, those whose answer was cut off
    /// @param refused for now
    /// @param repeated answered with an earlier capture
    /// @param looked captures looked up
    public record Counts(
            AtomicLong sent, AtomicLong unknown, AtomicLong refused, AtomicLong repeated, AtomicLong looked) {
        Counts() {
            this(new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong(), new AtomicLong());
        }
    }

    Uploader(Traffic traffic, RandomGenerator random) {
        this.traffic = traffic;
        this.random = random;
        this.client = new FoveaClient(traffic.server(), TIMEOUT);
    }

    @Override
    public void run() {
        try (client) {
            while (traffic.running().get()) {
                step();
            }
        }
    }

    /// Delivers what is still undelivered, then closes.
    ///
    /// @param endNanos when to give up
    void sendTheRest(long endNanos) {
        try (client) {
            while (!traffic.unknown().isEmpty() && System.nanoTime() < endNanos) {
                next().ifPresent(upload -> send(upload, true));
            }
        }
    }

    private void step() {
        double choice = random.nextDouble();
        if (choice < LOOK_SHARE) {
            traffic.ledger().anyAcknowledged(random).ifPresent(this::look);
        } else if (choice < LOOK_SHARE + AGAIN_SHARE) {
            traffic.ledger().anyAcknowledged(random).ifPresent(upload -> send(upload, false));
        } else {
            next().ifPresent(upload -> send(upload, true));
        }
        LockSupport.parkNanos(random.nextLong(PAUSE_NANOS_MAX));
    }

    private Optional<Upload> next() {
        Upload unknown = traffic.unknown().poll();
        if (unknown != null) {
            return Optional.of(unknown);
        }
        if (traffic.fresh().getAndUpdate(left -> Math.max(0, left - 1)) == 0) {
            return Optional.empty();
        }
        Upload fresh = traffic.eyes().fresh();
        traffic.ledger().sending(fresh);
        return Optional.of(fresh);
    }

    /// @param mustArrive whether it goes back to the queue when it did not
    private void send(Upload upload, boolean mustArrive) {
        Map<String, String> fields = Map.of(
                "exam", upload.exam(),
                "patient", upload.patient(),
                "laterality", upload.laterality(),
                "source", "drawing-crash");
        Optional<Duration> wait = random.nextDouble() < WAIT_SHARE ? Optional.of(WAIT) : Optional.empty();
        boolean arrived = false;
        try {
            Reply reply = client.send(FoveaClient.upload(
                    fields, Optional.of(upload.key()), wait, traffic.eyes().body(upload)));
            traffic.counts().sent().incrementAndGet();
            arrived = judge(upload, reply);
        } catch (ConnectException away) {
            LockSupport.parkNanos(AWAY_PAUSE.toNanos());
        } catch (IOException cutOff) {
            traffic.counts().sent().incrementAndGet();
            traffic.counts().unknown().incrementAndGet();
        } finally {
            if (!arrived && mustArrive) {
                traffic.unknown().add(upload);
            }
        }
    }

    private boolean judge(Upload upload, Reply reply) {
        switch (reply.status()) {
            case 200, 201, 202 -> {
                traffic.counts().repeated().addAndGet(reply.status() == 200 ? 1 : 0);
                traffic.ledger().acknowledged(upload, CaptureSeen.parse(reply.body()));
                return true;
            }
            case 503 -> traffic.counts().refused().incrementAndGet();
            default ->
                traffic.ledger()
                        .odd("upload " + upload.number() + " was answered " + reply.status() + ": " + reply.text());
        }
        return false;
    }

    private void look(Upload upload) {
        String id = traffic.ledger().id(upload);
        try {
            Reply reply = client.send(dev.fovea.bench.client.Call.get("/v1/captures/" + id));
            traffic.counts().looked().incrementAndGet();
            switch (reply.status()) {
                case 200 ->
                    CaptureSeen.parse(reply.body())
                            .answer()
                            .ifPresent(answer -> traffic.ledger().answered(id, answer));
                case 503 -> traffic.counts().refused().incrementAndGet();
                default ->
                    traffic.ledger()
                            .odd(id + " was acknowledged, and looking it up was answered " + reply.status() + ": "
                                    + reply.text());
            }
        } catch (IOException away) {
            LockSupport.parkNanos(AWAY_PAUSE.toNanos());
        }
    }
}
