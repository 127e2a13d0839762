package dev.fovea.bench.crash;

import dev.fovea.bench.child.DaemonCommand;
import dev.fovea.bench.child.DaemonProcess;
import dev.fovea.bench.client.CaptureSeen;
import dev.fovea.bench.client.FoveaClient;
import dev.fovea.model.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Kills a daemon again and again while it is being used, then reckons up. One thread calls [#run], once.
public final class CrashHarness {
    private static final Duration CLIENT_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration STOP_MAX = Duration.ofSeconds(30);
    private static final int SAY_EVERY = 10;

    private final CrashSettings settings;
    private final DaemonCommand command;
    private final Consumer<String> progress;
    private final RandomGenerator random;
    private final Uploader.Traffic traffic;
    private final Path log;
    private final int port;
    private int duringStart;

    private CrashHarness(
            CrashSettings settings, DaemonCommand command, EyePool eyes, Consumer<String> progress, int port) {
        this.settings = settings;
        this.command = command;
        this.progress = progress;
        this.port = port;
        this.random = generator(settings.seed());
        this.log = settings.folder().resolve("daemon.log");
        this.traffic = new Uploader.Traffic(
                java.net.URI.create("http://127.0.0.1:" + port),
                eyes,
                new Ledger(),
                new ConcurrentLinkedQueue<>(),
                new AtomicInteger(),
                new Uploader.Counts(),
                new AtomicBoolean(true));
    }

    /// What a run came to.
    ///
    /// @param duringStart kills before the daemon was ready
    /// @param underLoad kills after it was ready
    public record Result(
            Reckoning reckoning, int duringStart, int underLoad, Uploader.Counts counts, Duration finishing) {
        /// One line of figures.
        public String traffic() {
            return counts.sent() + " uploads sent, " + counts.unknown() + " cut off with unknown outcome, "
                    + counts.refused() + " refused for now, " + counts.repeated() + " told of as duplicates, "
                    + counts.looked() + " looked up";
        }
    }

    /// @param answers gives the right answer to a JPEG, without a daemon
    /// @param progress hears a sentence now and then
    public static Result run(
            CrashSettings settings,
            DaemonCommand command,
            Function<byte[], Expected> answers,
            Consumer<String> progress) {
        EyePool eyes = new EyePool(settings.eyes(), settings.eyeSide(), settings.seed(), answers);
        progress.accept(eyes.expected().size() + " drawn eyes graded directly: "
                + eyes.expected().stream()
                        .filter(one -> one.outcome().equals("findings"))
                        .count() + " with findings");
        return new CrashHarness(settings, command, eyes, progress, DaemonProcess.freePort()).run();
    }

    private static RandomGenerator generator(long seed) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    private Result run() {
        makeFolder();
        List<Thread> uploaders = new ArrayList<>();
        for (int i = 0; i < settings.uploaders(); i++) {
            uploaders.add(Thread.ofVirtual()
                    .name("uploader-" + i)
                    .start(new Uploader(traffic, generator(settings.seed() + 1 + i))));
        }
        try {
            for (int kill = 1; kill <= settings.kills(); kill++) {
                traffic.fresh().set(settings.perCycleMax());
                liveAndDie(kill);
                if (kill % SAY_EVERY == 0 || kill == settings.kills()) {
                    progress.accept(kill + " of " + settings.kills() + " kills, "
                            + traffic.ledger().notes().acknowledged().size() + " uploads acknowledged");
                }
            }
        } finally {
            traffic.fresh().set(0);
            traffic.running().set(false);
            uploaders.forEach(CrashHarness::join);
        }
        return reckon();
    }

    private void makeFolder() {
        try {
            Files.createDirectories(settings.folder());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + settings.folder(), e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join(CLIENT_TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private DaemonProcess start() {
        return DaemonProcess.start(command, settings.folder().resolve("data"), port, List.of(), log);
    }

    private void liveAndDie(int number) {
        KillPlan plan = KillPlan.random(random, settings.lifeMax());
        DaemonProcess daemon = start();
        try {
            if (plan.from() == KillPlan.From.READY
                    && daemon.awaitReady(settings.readyMax()).isEmpty()) {
                traffic.ledger().odd("before kill " + number + " the daemon did not get ready:\n" + daemon.logTail());
            }
            LockSupport.parkNanos(plan.after().toNanos());
            boolean wasReady = plan.from() == KillPlan.From.READY;
            duringStart += wasReady ? 0 : 1;
        } finally {
            if (!daemon.kill()) {
                traffic.ledger().odd("before kill " + number + " the daemon ended by itself:\n" + daemon.logTail());
            }
        }
    }

    private Result reckon() {
        long begin = System.nanoTime();
        long end = begin + settings.finishMax().toNanos();
        try (DaemonProcess daemon = start();
                FoveaClient client = new FoveaClient(traffic.server(), CLIENT_TIMEOUT)) {
            daemon.ready(settings.readyMax());
            new Uploader(traffic, generator(settings.seed())).sendTheRest(end);
            awaitAnswers(client, end);
            List<CaptureSeen> captures = client.captures();
            Map<String, String> originals = originals(client, captures);
            Reckoning reckoning =
                    CrashChecker.check(traffic.ledger().notes(), captures, originals, settings.tolerance());
            Duration took = Duration.ofNanos(System.nanoTime() - begin);
            daemon.stop(STOP_MAX);
            return new Result(reckoning, duringStart, settings.kills() - duringStart, traffic.counts(), took);
        } catch (IOException e) {
            throw new UncheckedIOException("the daemon cannot be asked at the end", e);
        }
    }

    private void awaitAnswers(FoveaClient client, long end) throws IOException {
        int waiting = client.waiting().size();
        progress.accept(waiting + " captures still wait for their answer");
        while (waiting > 0 && System.nanoTime() < end) {
            LockSupport.parkNanos(POLL.toNanos());
            waiting = client.waiting().size();
        }
        if (!traffic.unknown().isEmpty()) {
            traffic.ledger().odd(traffic.unknown().size() + " uploads could not be delivered in the end");
        }
    }

    private static Map<String, String> originals(FoveaClient client, List<CaptureSeen> captures) throws IOException {
        Map<String, String> hashes = new HashMap<>();
        for (CaptureSeen capture : captures) {
            client.original(capture.id())
                    .ifPresent(
                            bytes -> hashes.put(capture.id(), Sha256.of(bytes).hex()));
        }
        return hashes;
    }
}
