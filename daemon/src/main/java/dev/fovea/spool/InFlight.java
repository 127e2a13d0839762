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
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;

/// Remembers which captures are in native code, over the death of the process: a picture that crashes a decoder
/// takes the whole process along, and without this would do so at each start again.
///
/// The marks lie in a small mapped file. It is never synced: the kernel keeps it when a process dies, and a power
/// cut is no picture's fault. At the next start the marked captures become suspects, in the database; the grader
/// runs each alone.
public final class InFlight {
    /// Captures in native code at one time.
    static final int SLOTS = 64;

    private static final int SLOT_SIZE = 2 * Long.BYTES;

    private final Database database;
    private final ReentrantLock lock = new ReentrantLock();

    /// Per slot the high and the low half of the id. The high half of an id is never 0: 0 is a free slot.
    @GuardedBy("lock")
    private final MappedByteBuffer slots;

    private InFlight(Database database, MappedByteBuffer slots) {
        this.database = database;
        this.slots = slots;
    }

    /// Makes suspects of the captures that were in native code when the last process died.
    ///
    /// @throws StoreException when the file cannot be mapped
    public static InFlight open(Database database) {
        Path file = database.folder().inNative();
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            InFlight inFlight = new InFlight(database, channel.map(MapMode.READ_WRITE, 0, (long) SLOTS * SLOT_SIZE));
            if (database.state() instanceof StoreState.Ok) {
                inFlight.takeOver();
            }
            return inFlight;
        } catch (IOException e) {
            throw new StoreException("the file " + file + " cannot be mapped: " + e.getMessage(), e);
        }
    }

    private void takeOver() {
        lock.lock();
        try {
            List<CaptureId> marked = new ArrayList<>();
            for (int slot = 0; slot < SLOTS; slot++) {
                long high = slots.getLong(slot * SLOT_SIZE);
                if (high != 0) {
                    marked.add(new CaptureId(new UUID(high, slots.getLong(slot * SLOT_SIZE + Long.BYTES))));
                }
            }
            if (!marked.isEmpty()) {
                database.write(connection -> suspect(connection, marked));
            }
            // Only now that the database remembers them may the file forget.
            for (int slot = 0; slot < SLOTS; slot++) {
                slots.putLong(slot * SLOT_SIZE, 0);
            }
        } finally {
            lock.unlock();
        }
    }

    private static int suspect(Connection connection, List<CaptureId> marked) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("UPDATE capture SET suspect = 1 WHERE id = ? AND state = 'waiting'")) {
            int count = 0;
            for (CaptureId id : marked) {
                update.setString(1, id.toString());
                count += update.executeUpdate();
            }
            return count;
        }
    }

    /// Call just before native code sees the capture; close the mark when it is out again, however it came out.
    ///
    /// @throws IllegalStateException when more captures are in native code than there are slots
    public Mark enter(CaptureId id) {
        lock.lock();
        try {
            for (int slot = 0; slot < SLOTS; slot++) {
                if (slots.getLong(slot * SLOT_SIZE) == 0) {
                    slots.putLong(slot * SLOT_SIZE + Long.BYTES, id.value().getLeastSignificantBits());
                    // The high half makes the slot count, so it comes last: death may come between the two.
                    VarHandle.releaseFence();
                    slots.putLong(slot * SLOT_SIZE, id.value().getMostSignificantBits());
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
            slots.putLong(slot * SLOT_SIZE, 0);
        } finally {
            lock.unlock();
        }
    }

    /// Waiting captures that were in native code when a process died, and have had no answer since. They are among
    /// the spool's unanswered ones too. Run each alone.
    public List<CaptureId> found() {
        return database.read(connection -> {
            try (Statement select = connection.createStatement();
                    ResultSet row = select.executeQuery(
                            "SELECT id FROM capture WHERE suspect = 1 AND state = 'waiting' ORDER BY seq")) {
                List<CaptureId> ids = new ArrayList<>();
                while (row.next()) {
                    ids.add(CaptureRows.id(row.getString(1)));
                }
                return ids;
            }
        });
    }

    /// Call before a suspect runs alone. Durable when it returns, so that the count outlives what may follow.
    ///
    /// @return how often it has been started alone now, this time included; above the number of deaths allowed, do
    ///     not run it but call it failed. A person's retry starts again from 0.
    public int soloStarted(CaptureId id) {
        return database.write(connection -> {
            try (PreparedStatement update = connection.prepareStatement(
                            "UPDATE capture SET suspect = 1, solo_starts = solo_starts + 1 WHERE id = ?");
                    PreparedStatement select =
                            connection.prepareStatement("SELECT solo_starts FROM capture WHERE id = ?")) {
                update.setString(1, id.toString());
                update.executeUpdate();
                select.setString(1, id.toString());
                try (ResultSet row = select.executeQuery()) {
                    return row.getInt(1);
                }
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
