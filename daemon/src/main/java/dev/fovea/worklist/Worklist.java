package dev.fovea.worklist;

import dev.fovea.store.CaptureRows;
import dev.fovea.store.Database;
import dev.fovea.store.WorklistAnswerRow;
import dev.fovea.store.WorklistRow;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Whom the clinic expects, kept in the database. Thread-safe; callers block on the disk.
public final class Worklist {
    /// Days after which an item is forgotten: nobody photographs from last week's list.
    static final int KEPT_DAYS = 7;

    private static final Comparator<Expected> BY_TIME = Comparator.comparing(
                    (Expected one) -> one.item().time().map(Object::toString).orElse("~"))
            .thenComparingLong(Expected::id);

    private final Database database;
    private final int itemsMax;
    private final InstantSource clock;
    private final ZoneId zone;

    /// @param itemsMax kept at one time
    /// @param zone of the clinic: where its days begin
    public Worklist(Database database, int itemsMax, InstantSource clock, ZoneId zone) {
        this.database = database;
        this.itemsMax = itemsMax;
        this.clock = clock;
        this.zone = zone;
    }

    public LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), zone);
    }

    /// What is known of a day, and since when.
    public Sheet sheet(LocalDate day) {
        return database.read(connection -> {
            Optional<WorklistAnswerRow> answer = WorklistAnswerRow.of(connection, day.toString());
            List<Expected> items = rowsOf(connection, day).stream()
                    .map(ItemDocument::read)
                    .sorted(BY_TIME)
                    .toList();
            return new Sheet(
                    day,
                    answer.map(row -> CaptureRows.instant(row.heardMicros())),
                    answer.map(WorklistAnswerRow::whole).orElse(true),
                    items);
        });
    }

    /// Puts somebody on the list who is not in the worklist, under a study of their own. The same again is the first
    /// one: a person pressed twice.
    ///
    /// @throws IllegalArgumentException naming the field that will not do
    /// @throws IllegalStateException when the list is full
    public Expected enter(Patient patient, Order order, LocalDate day) {
        LocalDate today = today();
        if (day.isBefore(today) || day.isAfter(today.plusDays(KEPT_DAYS))) {
            throw new IllegalArgumentException(
                    "day must be " + today + " to " + today.plusDays(KEPT_DAYS) + ", was " + day);
        }
        Item item = new Item(newStudy(), "", patient, order, day, Optional.empty());
        return ItemDocument.read(database.write(connection -> {
            forget(connection);
            Optional<WorklistRow> same = rowsOf(connection, day).stream()
                    .filter(row -> ItemDocument.entered(row) && row.doneMicros().isEmpty())
                    .filter(row -> isSame(ItemDocument.read(row).item(), item))
                    .findFirst();
            if (same.isPresent()) {
                return same.get();
            }
            if (all(connection).size() >= itemsMax) {
                throw new IllegalStateException(
                        "the worklist has " + itemsMax + " items, which is the most it may have");
            }
            ItemDocument.row(item, true, clock.instant()).insert(connection);
            return ofStep(connection, item).orElseThrow();
        }));
    }

    private static boolean isSame(Item one, Item other) {
        return one.patient().equals(other.patient()) && one.order().equals(other.order());
    }

    /// A UID from a random number (PS3.5 B.2).
    private static String newStudy() {
        UUID random = UUID.randomUUID();
        byte[] bytes = ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
        return "2.25." + new BigInteger(1, bytes);
    }

    /// What was expected of this patient under this study, as far as it is still known. To be called in a transaction.
    public static Optional<Item> ordered(Connection connection, String study, String patient) throws SQLException {
        return WorklistRow.select(connection, "w.study = ? AND w.patient = ? ORDER BY w.seq LIMIT 1", statement -> {
                    statement.setString(1, study);
                    statement.setString(2, patient);
                })
                .stream()
                .map(row -> ItemDocument.read(row).item())
                .findFirst();
    }

    /// Says that nothing more comes of an item, or that something does after all.
    ///
    /// @return empty when there is no such item
    public Optional<Expected> done(long id, boolean done) {
        return database.write(connection -> {
                    Optional<WorklistRow> found = find(connection, id);
                    if (found.isPresent() && found.get().doneMicros().isPresent() != done) {
                        OptionalLong end =
                                done ? OptionalLong.of(CaptureRows.micros(clock.instant())) : OptionalLong.empty();
                        found.get().end(connection, end);
                    }
                    return find(connection, id);
                })
                .map(ItemDocument::read);
    }

    /// Puts an answer in the place of what was known of these days. What people entered stays, and who is on the list
    /// again as done stays done. An answer that is not whole takes nobody off the list.
    ///
    /// @param until the last day
    /// @return why some items are not kept, a sentence each
    List<String> take(LocalDate from, LocalDate until, WorklistSource.Answer answer) {
        return database.write(connection -> {
            forget(connection);
            List<WorklistRow> rows = all(connection);
            Set<String> studies = answer.items().stream().map(Item::study).collect(Collectors.toSet());
            List<WorklistRow> old = rows.stream()
                    .filter(row -> !ItemDocument.entered(row) && isWithin(row, from, until))
                    .filter(row -> answer.whole() || studies.contains(row.study()))
                    .toList();
            List<WorklistRow> staying =
                    rows.stream().filter(row -> !old.contains(row)).toList();
            int room = Math.max(0, itemsMax - staying.size());
            Sifting sifting = Sifting.of(
                    answer.items(), claims(connection, staying, answer.items()), new Sifting.Bounds(from, until, room));
            replace(connection, old, sifting.kept());
            long now = CaptureRows.micros(clock.instant());
            for (LocalDate day = from; !day.isAfter(until); day = day.plusDays(1)) {
                new WorklistAnswerRow(day.toString(), now, answer.whole()).write(connection);
            }
            return sifting.refused();
        });
    }

    /// Everything of the answer is new, or what it was before with what is said of it now.
    private void replace(Connection connection, List<WorklistRow> old, List<Item> items) throws SQLException {
        Set<Long> kept = new HashSet<>();
        Map<String, WorklistRow> known = new HashMap<>();
        for (WorklistRow row : all(connection)) {
            known.put(row.study() + "/" + row.step(), row);
        }
        for (Item item : items) {
            WorklistRow row = known.get(item.study() + "/" + item.step());
            if (row != null && row.patient().equals(item.patient().id())) {
                row.say(connection, item.day().toString(), ItemDocument.write(item));
                kept.add(row.seq());
            } else if (row != null) {
                row.delete(connection); // another patient now: another number too
            }
        }
        for (WorklistRow row : old) {
            if (!kept.contains(row.seq())) {
                row.delete(connection);
            }
        }
        for (Item item : items) {
            if (ofStep(connection, item).isEmpty()) {
                ItemDocument.row(item, false, clock.instant()).insert(connection);
            }
        }
    }

    /// Which patients have a study already: those of items that stay, and those of photographs.
    private static Map<String, Set<String>> claims(Connection connection, List<WorklistRow> staying, List<Item> items)
            throws SQLException {
        Map<String, Set<String>> claims = new HashMap<>();
        for (WorklistRow row : staying) {
            claims.computeIfAbsent(row.study(), _ -> new HashSet<>()).add(row.patient());
        }
        for (Item item : items) {
            claims.computeIfAbsent(item.study(), _ -> new HashSet<>())
                    .addAll(WorklistRow.photographed(connection, item.study()));
        }
        return claims;
    }

    private void forget(Connection connection) throws SQLException {
        LocalDate today = today();
        String first = today.minusDays(KEPT_DAYS).toString();
        for (WorklistRow row : all(connection)) {
            if (row.day().compareTo(first) < 0) {
                row.delete(connection);
            }
        }
        WorklistAnswerRow.forgetBefore(connection, first);
    }

    private static boolean isWithin(WorklistRow row, LocalDate from, LocalDate until) {
        return row.day().compareTo(from.toString()) >= 0 && row.day().compareTo(until.toString()) <= 0;
    }

    private List<WorklistRow> all(Connection connection) throws SQLException {
        return WorklistRow.select(
                connection, "1 ORDER BY w.seq LIMIT ?", statement -> statement.setInt(1, 2 * itemsMax));
    }

    private List<WorklistRow> rowsOf(Connection connection, LocalDate day) throws SQLException {
        return WorklistRow.select(connection, "w.day = ? ORDER BY w.seq LIMIT ?", statement -> {
            statement.setString(1, day.toString());
            statement.setInt(2, itemsMax);
        });
    }

    private static Optional<WorklistRow> find(Connection connection, long id) throws SQLException {
        return WorklistRow.select(connection, "w.seq = ?", statement -> statement.setLong(1, id)).stream()
                .findFirst();
    }

    private static Optional<WorklistRow> ofStep(Connection connection, Item item) throws SQLException {
        return WorklistRow.select(connection, "w.study = ? AND w.step = ?", statement -> {
                    statement.setString(1, item.study());
                    statement.setString(2, item.step());
                })
                .stream()
                .findFirst();
    }
}
