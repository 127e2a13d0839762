package dev.fovea.outbox;

import dev.fovea.store.DeliveryRow;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The questions that the outbox asks of its table.
final class DeliveryTable {
    /// A later edition waits for the earlier one. What the settings do not send there any more waits for nobody and
    /// holds up nobody, until they do again. A clock that was set back leaves times that are further off than
    /// any pause is: those are due.
    private static final String READY = "d.destination = ?1 AND d.state = 'pending'"
            + " AND d.kind IN (SELECT value FROM json_each(?2))"
            + " AND NOT EXISTS (SELECT 1 FROM delivery AS e WHERE e.exam = d.exam AND e.edition < d.edition"
            + " AND e.destination = d.destination AND e.state = 'pending'"
            + " AND e.kind IN (SELECT value FROM json_each(?2)))";

    private static final String NEXT =
            READY + " AND (d.due_us <= ?3 OR d.due_us > ?4) ORDER BY d.due_us, d.seq LIMIT 1";
    private static final String SOONEST = READY + " ORDER BY d.due_us LIMIT 1";

    private static final String OLDEST = "d.destination = ?1 AND d.state = 'pending'"
            + " AND d.kind IN (SELECT value FROM json_each(?2)) ORDER BY d.made_us LIMIT 1";

    private static final String LATER_BEGUN =
            "d.exam = ? AND d.destination = ? AND d.edition > ? AND d.attempts > 0 ORDER BY d.edition LIMIT 1";

    private DeliveryTable() {}

    /// The one that is to be carried now.
    ///
    /// @param nowMicros the time
    /// @param farMicros no pause ends so late
    static Optional<DeliveryRow> next(Connection connection, Destination destination, long nowMicros, long farMicros)
            throws SQLException {
        return first(DeliveryRow.select(connection, NEXT, statement -> {
            bind(statement, destination);
            statement.setLong(3, nowMicros);
            statement.setLong(4, farMicros);
        }));
    }

    /// The one that is due first, in the future perhaps.
    static Optional<DeliveryRow> soonest(Connection connection, Destination destination) throws SQLException {
        return first(DeliveryRow.select(connection, SOONEST, statement -> bind(statement, destination)));
    }

    /// The one that was finished first of those that wait for a destination.
    static Optional<DeliveryRow> oldestPending(Connection connection, Destination destination) throws SQLException {
        return first(DeliveryRow.select(connection, OLDEST, statement -> bind(statement, destination)));
    }

    private static void bind(PreparedStatement statement, Destination destination) throws SQLException {
        statement.setString(1, destination.name());
        statement.setString(
                2,
                destination.couriers().keySet().stream()
                        .map(kind -> '"' + kind + '"')
                        .collect(Collectors.joining(",", "[", "]")));
    }

    static Optional<DeliveryRow> find(Connection connection, long id) throws SQLException {
        return first(DeliveryRow.select(connection, "d.seq = ?", statement -> statement.setLong(1, id)));
    }

    /// One of a later edition of the same exam that has been on its way to the same destination.
    static Optional<DeliveryRow> laterBegun(Connection connection, DeliveryRow row) throws SQLException {
        return first(DeliveryRow.select(connection, LATER_BEGUN, statement -> {
            statement.setString(1, row.exam());
            statement.setString(2, row.destination());
            statement.setInt(3, row.edition());
        }));
    }

    static List<DeliveryRow> list(Connection connection, DeliveryQuery query) throws SQLException {
        StringBuilder condition = new StringBuilder("d.seq < ?");
        query.state().ifPresent(_ -> condition.append(" AND d.state = ?"));
        query.exam().ifPresent(_ -> condition.append(" AND d.exam = ?"));
        query.destination().ifPresent(_ -> condition.append(" AND d.destination = ?"));
        condition.append(" ORDER BY d.seq DESC LIMIT ?");
        return DeliveryRow.select(connection, condition.toString(), statement -> {
            int index = 1;
            statement.setLong(index++, query.before());
            if (query.state().isPresent()) {
                statement.setString(index++, query.state().get().word());
            }
            if (query.exam().isPresent()) {
                statement.setString(index++, query.exam().get());
            }
            if (query.destination().isPresent()) {
                statement.setString(index++, query.destination().get());
            }
            statement.setInt(index, query.limit());
        });
    }

    private static Optional<DeliveryRow> first(List<DeliveryRow> rows) {
        return rows.stream().findFirst();
    }
}
