package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.results.Results;
import dev.fovea.results.ResultsMetrics;
import dev.fovea.results.ResultsSettings;
import dev.fovea.store.DataFolder;
import dev.fovea.store.Database;
import dev.fovea.store.StoreSettings;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/// Store, spool and results over one folder, as the daemon puts them together, with a clock that only tests move.
public final class Clinic implements AutoCloseable {
    public static final Instant MORNING = Instant.parse("2026-11-22T08:00:00Z");

    private static final Duration MICROSECOND = Duration.ofNanos(1000);

    public final DataFolder folder;
    public final List<Capture> told = Collections.synchronizedList(new ArrayList<>());
    public final List<Capture> retried = Collections.synchronizedList(new ArrayList<>());
    final AtomicLong ticks = new AtomicLong();
    volatile double secondsPerImage;
    private SpoolSettings settings = SpoolSettings.DEFAULT;
    private final Instant opens;
    private final Duration tick;
    private Disk disk;
    private Database database;
    private Spool spool;
    private Results results;

    /// @param tick what passes between two looks at the clock
    private Clinic(Path root, Disk disk, Instant opens, Duration tick) {
        this.folder = new DataFolder(root);
        this.disk = disk;
        this.opens = opens;
        this.tick = tick;
        start();
    }

    public static Clinic open(Path root) {
        return new Clinic(root, new QuickDisk(), MORNING, MICROSECOND);
    }

    /// One whose photographs arrive from now on, for who looks at today's. A page orders them by their ids, which know
    /// milliseconds.
    public static Clinic today(Path root) {
        return new Clinic(root, new QuickDisk(), Instant.now(), Duration.ofMillis(1));
    }

    static Clinic open(Path root, Disk disk) {
        return new Clinic(root, disk, MORNING, MICROSECOND);
    }

    private void start() {
        database = Database.open(folder, StoreSettings.DEFAULT);
        results = Results.open(database, ResultsSettings.DEFAULT, System::nanoTime, retried::add, ResultsMetrics.NONE);
        spool = Spool.open(database, settings, surroundings());
    }

    private Surroundings surroundings() {
        return Surroundings.quiet(() -> opens.plus(tick.multipliedBy(ticks.incrementAndGet())), System::nanoTime)
                .withSecondsPerImage(() -> secondsPerImage)
                .withAccepted((capture, _) -> {
                    told.add(capture);
                    results.announce(capture);
                })
                .withDisk(disk);
    }

    public Database database() {
        return database;
    }

    public Spool spool() {
        return spool;
    }

    public Results results() {
        return results;
    }

    /// An orderly stop and a new start.
    public void restart() {
        close();
        start();
    }

    /// The process dies and a new one starts: nobody says goodbye.
    public void crash() {
        results.close();
        database.close();
        start();
    }

    void restart(SpoolSettings other) {
        settings = other;
        restart();
    }

    void crash(Disk other) {
        disk = other;
        crash();
    }

    public Acceptance send(byte[] photograph, Submission submission) {
        try {
            return spool.accept(spool.stage(new ByteArrayInputStream(photograph), Optional.empty(), 0), submission);
        } catch (StageException e) {
            throw new AssertionError(e);
        }
    }

    /// A photograph of an exam that must be new.
    public Capture take(byte[] photograph, String exam, Laterality laterality) {
        return switch (send(photograph, submission(exam, laterality))) {
            case Acceptance.Accepted(Capture capture) -> capture;
            case Acceptance other -> throw new AssertionError(other.toString());
        };
    }

    /// Something that begins like a JPEG; the seed tells one from another.
    public static byte[] photograph(int seed) {
        return photograph(seed, 2_000 + seed % 97);
    }

    public static byte[] photograph(int seed, int size) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        bytes[0] = (byte) 0xff;
        bytes[1] = (byte) 0xd8;
        bytes[2] = (byte) 0xff;
        bytes[3] = (byte) 0xe0;
        return bytes;
    }

    public static Submission submission(String exam, Laterality laterality) {
        return new Submission(
                new Identity(exam, Optional.of("patient of " + exam), laterality, "camera 1", Optional.of("Ana")),
                "fundus4",
                Priority.LIVE,
                Optional.empty(),
                Optional.of("eye.jpg"));
    }

    static Submission withKey(Submission submission, String key) {
        return new Submission(
                submission.identity(),
                submission.task(),
                submission.priority(),
                Optional.of(key),
                submission.fileName());
    }

    static Submission withPriority(Submission submission, Priority priority) {
        return new Submission(
                submission.identity(), submission.task(), priority, submission.idempotencyKey(), submission.fileName());
    }

    @Override
    public void close() {
        spool.close();
        results.close();
        database.close();
    }
}
