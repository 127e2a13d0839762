package dev.fovea.spool;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.fovea.model.CaptureId;
import dev.fovea.store.CaptureRows;
import dev.fovea.store.Database;
import dev.fovea.store.StoreException;
import dev.fovea.store.StoreState;
import java.io.IOException;
import java.lang.invoke.VarHandle;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// Remembers which captures are in native code, over the death of the process: a picture that crashes a decoder
/// takes the whole process along, and without this would do so at each start again.
///
/// The marks lie in a small mapped file, stamped with the process that makes them ([ProcessStamp]). It is never
/// synced: the kernel keeps it when a process dies, and marks from before the machine started anew are dropped,
/// because a power cut is no picture's fault. At the next start the marked captures become suspects, in the
/// database; the grader runs each alone. A death is charged to a capture only when its mark says that it was
/// alone.
public final class InFlight {
    /// Captures in native code at one time.
    public static final int SLOTS = 64;

    /// The id's high half, whether it is alone, the id's low half.
    private static final int SLOT_SIZE = 3 * Long.BYTES;

    private static final int ALONE = Long.BYTES;
    private static final int LOW = 2 * Long.BYTES;

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();

    /// The stamp, then the slots. The high half of an id is never 0: 0 is a free slot.
    @GuardedBy("lock")
    private final MappedByteBuffer marks;

    /// Those whose last death the JVM reported as a crash.
    private final Set<CaptureId> crashed = new HashSet<>();

    private InFlight(Database database, MappedByteBuffer marks) {
        this.database = database;
        this.marks = marks;
    }

    /// Makes suspects of the captures that were in native code when the last process died.
    ///
    /// @throws StoreException when the file cannot be mapped
    public static InFlight open(Database database) {
        return open(database, ProcessStamp.own());
    }

    static InFlight open(Database database, ProcessStamp own) {
        Path file = database.folder().inNative();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            InFlight inFlight = new InFlight(
                    database, channel.map(MapMode.READ_WRITE, 0, ProcessStamp.SIZE + (long) SLOTS * SLOT_SIZE));
            if (database.state() instanceof StoreState.Ok) {
                inFlight.takeOver(own);
            }
            return inFlight;
        } catch (IOException e) {
            throw new StoreException("the file " + file + " cannot be mapped: " + e.getMessage(), e);
        }
    }

    private void takeOver(ProcessStamp own) {
        lock.lock();
        try {
            ProcessStamp last = ProcessStamp.read(marks);
            if (last.isOfSameBoot(own)) {
                accuse(last.leftErrorLog());
            }
            // Only now that the database remembers them may the file forget.
            for (int slot = 0; slot < SLOTS; slot++) {
                marks.putLong(at(slot), 0);
            }
            own.write(marks);
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void accuse(boolean jvmCrashed) {
        List<CaptureId> company = new ArrayList<>();
        List<CaptureId> alone = new ArrayList<>();
        for (int slot = 0; slot < SLOTS; slot++) {
            long high = marks.getLong(at(slot));
            if (high != 0) {
                boolean wasAlone = marks.getLong(at(slot) + ALONE) != 0;
                (wasAlone ? alone : company).add(new CaptureId(new UUID(high, marks.getLong(at(slot) + LOW))));
            }
        }
        if (!company.isEmpty() || !alone.isEmpty()) {
            database.write(connection -> suspect(connection, company, 0) + suspect(connection, alone, 1));
        }
        if (jvmCrashed) {
            crashed.addAll(alone);
        }
    }

    private static int suspect(Connection connection, List<CaptureId> marked, int deaths) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE capture SET suspect = 1,"
                + " solo_starts = solo_starts + ? WHERE id = ? AND state = 'waiting'")) {
            int count = 0;
            for (CaptureId id : marked) {
                update.setInt(1, deaths);
                update.setString(2, id.toString());
                count += update.executeUpdate();
            }
            return count;
        }
    }

    private static int at(int slot) {
        return ProcessStamp.SIZE + slot * SLOT_SIZE;
    }

    /// Call just before native code sees the capture; close the mark when it is out again, however it came out.
    ///
    /// @param alone no other capture is in native code, and none will be until the mark is closed
    /// @throws IllegalStateException when more captures are in native code than there are slots
    public Mark enter(CaptureId id, boolean alone) {
        lock.lock();
        try {
            for (int slot = 0; slot < SLOTS; slot++) {
                if (marks.getLong(at(slot)) == 0) {
                    marks.putLong(at(slot) + LOW, id.value().getLeastSignificantBits());
                    marks.putLong(at(slot) + ALONE, alone ? 1 : 0);
                    // The high half makes the slot count, so it comes last: death may come in between.
                    VarHandle.releaseFence();
                    marks.putLong(at(slot), id.value().getMostSignificantBits());
                    return new Mark(this, slot);
                }
            }
            throw new IllegalStateException("more than " + SLOTS + " captures are in native code at once");
        } finally {
            lock.unlock();
        }
    }

    private void leave(int slot) {
        lock.lock();
        try {
            marks.putLong(at(slot), 0);
        } finally {
            lock.unlock();
        }
    }

    /// The process ends because it was asked to: what is still in native code now is not why.
    public void stopped() {
        lock.lock();
        try {
            for (int slot = 0; slot < SLOTS; slot++) {
                marks.putLong(at(slot), 0);
            }
        } finally {
            lock.unlock();
        }
    }

    /// A waiting capture that was in native code when a process died, and has had no answer since. Run it alone.
    ///
    /// @param deaths how often in a row a process died while it ran alone
    /// @param crashed the JVM reported the last of them as a crash in native code; without that it may also have
    ///     been an abort in native code, the kernel short of memory, or somebody's `kill -9`
    public record Suspect(CaptureId id, int deaths, boolean crashed) {
        /// So many times more deaths are needed where none can tell whose fault they are.
        static final int DOUBT = 4;

        /// @param deathsMax deaths in a row that are enough when the JVM reported the last one
        public boolean isConvicted(int deathsMax) {
            return deaths >= (crashed ? deathsMax : DOUBT * deathsMax);
        }
    }

    /// Those among the spool's unanswered captures.
    public List<Suspect> found() {
        return database.read(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery("SELECT id, solo_starts FROM capture"
                            + " WHERE suspect = 1 AND state = 'waiting' ORDER BY seq")) {
                List<Suspect> found = new ArrayList<>();
                while (row.next()) {
                    CaptureId id = CaptureRows.id(row.getString(1));
                    found.add(new Suspect(id, row.getInt(2), crashed.contains(id)));
                }
                return found;
            }
        });
    }

    /// Call when a capture that ran alone came out of native code without an answer: deaths count only in a row.
    public void soloEnded(CaptureId id) {
        int _ = database.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                    "UPDATE capture SET solo_starts = 0 WHERE id = ? AND solo_starts > 0")) {
                update.setString(1, id.toString());
                return update.executeUpdate();
            }
        });
    }

    /// One capture's stay in native code. Any thread may close it.
    public static final class Mark implements AutoCloseable {
        private final InFlight inFlight;
        private final int slot;
        private final AtomicBoolean left = new AtomicBoolean();

        private Mark(InFlight inFlight, int slot) {
            this.inFlight = inFlight;
            this.slot = slot;
        }

        /// Idempotent: a slot that was left may be another's by now.
        @Override
        public void close() {
            if (left.compareAndSet(false, true)) {
                inFlight.leave(slot);
            }
        }
    }
}
