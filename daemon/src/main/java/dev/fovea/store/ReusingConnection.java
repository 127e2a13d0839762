package dev.fovea.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Properties;
import java.util.SequencedMap;
import org.sqlite.core.DB;
import org.sqlite.jdbc4.JDBC4Connection;
import org.sqlite.jdbc4.JDBC4PreparedStatement;

/// A connection that compiles each statement once: a closed one waits for the next caller with the same words.
///
/// A photograph's acceptance and answer are some twenty statements, always the same; compiling them anew took about
/// half of the database's share of the processor. As with every connection, one thread at a time; and whoever closes a
/// statement is done with it, for it may be another's a moment later.
final class ReusingConnection extends JDBC4Connection {
    /// More than the daemon's own statements; the one longest unused goes.
    static final int KEPT_MAX = 64;

    private final SequencedMap<String, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    ReusingConnection(String url, String file, Properties properties) throws SQLException {
        super(url, file, properties);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        checkOpen();
        checkCursor(type, concurrency, holdability);
        Kept known = kept.get(sql);
        if (known != null && known.lent) {
            return new JDBC4PreparedStatement(this, sql);
        }
        Kept statement = known == null ? keep(sql) : known;
        statement.lent = true;
        return statement;
    }

    private Kept keep(String sql) throws SQLException {
        Kept fresh = new Kept(sql);
        kept.put(sql, fresh);
        if (kept.size() > KEPT_MAX) {
            Kept eldest = kept.pollFirstEntry().getValue();
            eldest.leave();
        }
        return fresh;
    }

    /// Closing it gives it back, with no row open and nothing bound.
    private final class Kept extends JDBC4PreparedStatement {
        private final String words;
        private boolean lent;
        private boolean leaving;

        Kept(String sql) throws SQLException {
            super(ReusingConnection.this, sql);
            this.words = sql;
        }

        @Override
        public void close() throws SQLException {
            if (leaving || pointer.isClosed()) {
                // The driver itself gives up a statement that failed for more than a conflict.
                kept.remove(words, this);
                super.close();
            } else if (lent) {
                rs.close();
                pointer.safeRunInt(DB::reset);
                clearParameters();
                lent = false;
            }
        }

        /// No longer kept: it goes now, or when whoever has it closes it.
        private void leave() throws SQLException {
            leaving = true;
            if (!lent) {
                super.close();
            }
        }
    }
}
