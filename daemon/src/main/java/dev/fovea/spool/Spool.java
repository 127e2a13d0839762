package dev.fovea.spool;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Priority;
import dev.fovea.spool.Acceptance.Reason;
import dev.fovea.spool.Acceptance.Refused;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.Database;
import dev.fovea.store.StoreException;
import dev.fovea.store.StoreState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.random.RandomGenerator;

/// The durable way in. Thread-safe; callers block on the disk, so use virtual threads.
///
/// A photograph is acknowledged only after, in this order: its bytes and its side file synced under temporary
/// names, both renamed to their places, the folder synced, one database transaction synced. So a row promises a
/// side file, and a side file promises a whole photograph. A crash at any point leaves either the whole or
/// something [Sweep] can tell.
public final class Spool implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Spool.class.getName());
    private static final Duration CLOSE_MAX = Duration.ofSeconds(10);
    private static final Duration READ_ONLY_RETRY = Duration.ofSeconds(60);
    private static final Duration DISK_RETRY = Duration.ofSeconds(60);
    private static final Duration STOPPING_RETRY = Duration.ofSeconds(10);

    private final Database database;
    private final SpoolSettings settings;
    private final Surroundings around;
    private final Shelves shelves;
    private final Inflow inflow = new Inflow();
    private final Reception reception;
    private final Originals originals;
    private final Glance glance;
    private final SweepReport swept;
    private final RandomGenerator random = new SecureRandom();

    private final AtomicBoolean closed = new AtomicBoolean();

    /// Bytes that bodies being received may still bring.
    private final AtomicLong incoming = new AtomicLong();

    /// Held for reading by each acceptance, so that close can wait for them.
    private final ReentrantReadWriteLock gate = new ReentrantReadWriteLock();

    /// Something was put on the shelves and then not accepted: the next start has to sweep.
    private volatile boolean leftovers;

    private Spool(Database database, SpoolSettings settings, Surroundings around, Shelves shelves, SweepReport swept) {
        this.database = database;
        this.settings = settings;
        this.around = around;
        this.shelves = shelves;
        this.swept = swept;
        this.reception = new Reception(database.folder(), around.disk(), settings.sizeMax(), around.nanos());
        this.originals = new Originals(shelves);
        this.glance = new Glance(this::load, around.nanos());
    }

    /// Opens it over an open database. With a database that can be trusted, what a crash left behind is swept
    /// first; with one that cannot, nothing is touched and every photograph is refused.
    public static Spool open(Database database, SpoolSettings settings, Surroundings around) {
        Shelves shelves = new Shelves(database.folder(), around.disk());
        SweepReport swept = SweepReport.NOTHING;
        if (database.state() instanceof StoreState.Ok) {
            shelves.prepare();
            swept = new Sweep(database, shelves, around.disk()).run();
        }
        return new Spool(database, settings, around, shelves, swept);
    }

    /// What the sweep at the start found.
    public SweepReport swept() {
        return swept;
    }

    /// Whether a photograph would be refused now, whatever its bytes; one whose key is known never is for want of
    /// room. Ask before receiving the body: it saves the disk, and [#accept] decides anyway.
    public Optional<Refused> refusal(Submission submission) {
        Optional<Refused> refused = closedOrReadOnly();
        if (refused.isEmpty() && !isKnown(submission.idempotencyKey())) {
            refused = AdmissionRules.decide(settings, glance.load(), submission.priority(), 0);
        }
        refused.ifPresent(no -> around.metrics().refused(no.reason()));
        return refused;
    }

    private Optional<Refused> closedOrReadOnly() {
        if (closed.get()) {
            return Optional.of(new Refused(Reason.STOPPING, "Fovea is stopping", STOPPING_RETRY));
        }
        return switch (database.state()) {
            case StoreState.Ok() -> Optional.empty();
            case StoreState.ReadOnly(String reason, String advice) ->
                Optional.of(new Refused(Reason.READ_ONLY, reason + " " + advice, READ_ONLY_RETRY));
        };
    }

    private boolean isKnown(Optional<String> key) {
        return key.isPresent() && database.<Boolean>read(connection -> SpoolTable.knowsKey(connection, key.get()));
    }

    /// Receives a body into a temporary file and hashes it on the way.
    ///
    /// Room is set aside for all of it first, so that many bodies at once do not eat what the disk must keep. A
    /// body whose key is known is only hashed: nothing of it will be stored, and a full disk does not keep its
    /// sender from the first capture.
    ///
    /// @param key the idempotency key that [#accept] will get
    /// @param bytes how many there will be at the most
    /// @throws StageException when the body is over the cap, empty, of no format we take, or there is no room
    public Staged stage(InputStream body, Optional<String> key, long bytes) throws StageException {
        boolean kept = !isKnown(key);
        long room = kept ? bytes : 0;
        long coming = incoming.addAndGet(room);
        try {
            if (kept) {
                checkRoom(coming);
            }
            return reception.receive(body, kept);
        } catch (StageException e) {
            around.metrics().rejected(e.reason());
            throw e;
        } finally {
            incoming.addAndGet(-room);
        }
    }

    /// @param coming bytes set aside, these included; those of them on the disk already count twice
    private void checkRoom(long coming) throws StageException {
        long free = around.disk().freeBytes(database.folder().root());
        if (free - coming < settings.diskFreeMin()) {
            throw new StageException(
                    StageException.Reason.DISK_FULL,
                    "the disk has " + free + " bytes free, must keep " + settings.diskFreeMin() + ", and " + coming
                            + " are on their way");
        }
    }

    /// Throws a staged body away. Idempotent, also after [#accept].
    public void discard(Staged staged) {
        reception.delete(staged.file());
    }

    /// Makes it durable, or says why not. When this returns Accepted, the capture survives a power cut. The staged
    /// body is used up in every case.
    ///
    /// @throws StoreException when the database fails in a way that trying again does not help
    public Acceptance accept(Staged staged, Submission submission) {
        if (submission.priority() == Priority.STATELESS) {
            throw new IllegalArgumentException("priority must be live or backlog here, was stateless");
        }
        gate.readLock().lock();
        try {
            Optional<Refused> no = closedOrReadOnly();
            Acceptance acceptance = no.isPresent() ? no.get() : admit(staged, submission);
            count(acceptance, staged);
            return acceptance;
        } finally {
            discard(staged);
            gate.readLock().unlock();
        }
    }

    private Acceptance admit(Staged staged, Submission submission) {
        Optional<Acceptance> early = database.read(connection -> object(connection, staged, submission));
        if (early.isPresent()) {
            return early.get();
        }
        // Microseconds are what the database keeps; the value must be the same before and after a restart.
        Instant now = around.clock().instant().truncatedTo(ChronoUnit.MICROS);
        Capture capture = new Capture(
                CaptureId.at(now, random),
                submission.identity(),
                submission.task(),
                submission.priority(),
                now,
                staged.content(),
                staged.size(),
                staged.mediaType(),
                submission.fileName());
        try {
            shelves.put(staged, new SideFile(capture, submission.idempotencyKey()));
        } catch (IOException e) {
            takeBack(capture);
            return new Refused(Reason.DISK_FULL, "the disk did not take the photograph: " + e.getMessage(), DISK_RETRY);
        }
        return commit(capture, staged, submission);
    }

    /// The one decision that counts: on the writer's thread nothing can come between looking and inserting.
    private Acceptance commit(Capture capture, Staged staged, Submission submission) {
        try {
            Acceptance acceptance = database.write(connection -> {
                Optional<Acceptance> objection = object(connection, staged, submission);
                if (objection.isEmpty()) {
                    CaptureRows.insert(connection, capture, submission.idempotencyKey());
                }
                return objection.orElseGet(() -> new Acceptance.Accepted(capture));
            });
            if (!(acceptance instanceof Acceptance.Accepted)) {
                takeBack(capture);
            } else {
                originals.trust(capture.content());
            }
            return acceptance;
        } catch (StoreException e) {
            return failed(capture, e);
        }
    }

    private Acceptance failed(Capture capture, StoreException e) {
        Optional<Refused> readOnly = closedOrReadOnly();
        if (readOnly.isPresent()) {
            // The disk failed under the transaction, so it may have been stored all the same. The side file stays:
            // after the next start the capture is whole either way, and a sender that tries again hears of a
            // duplicate.
            leftovers = true;
            return readOnly.get();
        }
        takeBack(capture);
        if (e.diskFull()) {
            return new Refused(
                    Reason.DISK_FULL, "the disk did not take the photograph: the database is full", DISK_RETRY);
        }
        throw e;
    }

    private void takeBack(Capture capture) {
        leftovers = true;
        shelves.takeBack(capture);
    }

    /// @return why it is not new, or not taken now; empty when it can be inserted
    private Optional<Acceptance> object(Connection connection, Staged staged, Submission submission)
            throws SQLException {
        Optional<Acceptance> earlier =
                SpoolTable.precedent(connection, submission, staged.content()).decide(submission, staged.content());
        return earlier.isPresent()
                ? earlier
                : AdmissionRules.decide(settings, load(connection), submission.priority(), staged.size())
                        .map(refused -> refused);
    }

    private Load load(Connection connection) throws SQLException {
        return SpoolTable.load(
                connection,
                around.disk().freeBytes(database.folder().root()),
                around.secondsPerImage().getAsDouble());
    }

    private void count(Acceptance acceptance, Staged staged) {
        switch (acceptance) {
            case Acceptance.Accepted(Capture capture) -> {
                long now = around.nanos().getAsLong();
                inflow.came(staged.size(), now);
                Duration took = Duration.ofNanos(now - staged.startedNanos());
                around.metrics().accepted(capture, took);
                tell(capture, took);
            }
            case Acceptance.Duplicate(Capture first) -> around.metrics().duplicate(first);
            case Acceptance.Conflict(Capture earlier, var _) -> around.metrics().conflict(earlier);
            case Refused(Reason reason, var _, var _) -> around.metrics().refused(reason);
        }
    }

    /// The capture is durable: whatever the listener does, the sender must hear so.
    private void tell(Capture capture, Duration took) {
        try {
            around.accepted().accept(capture, took);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "nobody was told of capture " + capture.id(), e);
        }
    }

    /// Every accepted capture without a result, highest priority first, then by arrival.
    public List<Capture> unanswered() {
        return database.read(SpoolTable::waiting);
    }

    public Optional<Capture> find(CaptureId id) {
        return database.read(connection -> SpoolTable.find(connection, id));
    }

    /// How full it is now.
    public Load load() {
        return database.read(this::load);
    }

    /// How fast photographs are accepted at present, bytes per second; see [Inflow].
    public double inflow() {
        return inflow.bytesPerSecond(around.nanos().getAsLong());
    }

    /// When the capture that has waited longest was accepted.
    public Optional<Instant> oldestWaiting() {
        return database.read(SpoolTable::oldestWaiting).map(Capture::arrivedAt);
    }

    /// The photograph's bytes as sent, mapped; the mapping goes away with the buffer. For showing it now and then;
    /// whoever reads many uses the other method.
    ///
    /// @throws StoreException when they are missing, cannot be read, or are not what was accepted
    public ByteBuffer original(Capture capture) {
        return originals.map(capture);
    }

    /// The photograph's bytes as sent, from position to limit of a direct buffer: the one given if it is large
    /// enough, else a larger new one. Keep the one returned for the next call, and memory stays flat.
    ///
    /// @throws StoreException when they are missing, cannot be read, or are not what was accepted
    public ByteBuffer original(Capture capture, ByteBuffer reuse) {
        return originals.read(capture, reuse);
    }

    /// Lets no photograph in any more, waits for those on their way, and notes that the stop was orderly.
    /// Idempotent.
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            boolean idle = gate.writeLock().tryLock(CLOSE_MAX.toNanos(), TimeUnit.NANOSECONDS);
            if (idle) {
                leaveMark();
                gate.writeLock().unlock();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void leaveMark() {
        if (leftovers || database.state() instanceof StoreState.ReadOnly) {
            return;
        }
        try {
            CleanMark.leave(database.folder(), around.disk(), database.<Long>read(SpoolTable::accepted));
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "no note of the orderly stop: the next start sweeps", e);
        }
    }
}
