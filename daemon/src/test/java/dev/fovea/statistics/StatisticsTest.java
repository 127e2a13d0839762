package dev.fovea.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.QualityFault;
import dev.fovea.statistics.Archive.Scene;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StatisticsTest {
    /// Five and three quarter hours ahead: days begin at 18:15 UTC.
    private static final ZoneId ZONE = ZoneId.of("Asia/Kathmandu");

    private static final LocalDate FIRST = LocalDate.of(2026, 11, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 11, 30);

    @TempDir(factory = InMemory.class)
    Path root;

    private Archive archive;
    private Statistics statistics;

    /// What the test itself remembers of a photograph.
    private record Note(
            String camera,
            String operator,
            LocalDate day,
            char fate,
            String leading,
            double probability,
            boolean odd) {}

    @BeforeEach
    void open() {
        archive = new Archive(root);
        statistics = new Statistics(archive.database(), ZONE);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void aSmallDayByHand() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        archive.graded(take("E1", Laterality.RIGHT, noon), 0, 0.9, false);
        archive.ungradable(take("E1", Laterality.LEFT, noon.plusSeconds(10)), QualityFault.BLURRED);
        archive.ungradable(take("E1", Laterality.LEFT, noon.plusSeconds(20)), QualityFault.TOO_DARK);
        archive.graded(take("E1", Laterality.LEFT, noon.plusSeconds(30)), 1, 0.7, false);
        archive.graded(take("E2", Laterality.LEFT, noon.plusSeconds(40)), 0, 0.5, true);
        archive.failed(take("E2", Laterality.RIGHT, noon.plusSeconds(50)));
        take("E3", Laterality.RIGHT, noon.plusSeconds(60));

        Figures row = rows(FIRST, LAST, Axis.CAMERA).getFirst();

        assertThat(row.key()).contains("camera 1");
        assertThat(row.photographs()).isEqualTo(7);
        assertThat(row.waiting()).isEqualTo(1);
        assertThat(row.failed()).isEqualTo(1);
        assertThat(row.ungradable()).isEqualTo(Map.of(QualityFault.BLURRED, 1, QualityFault.TOO_DARK, 1));
        assertThat(row.retakes()).isEqualTo(2);
        assertThat(row.graded()).isEqualTo(3);
        assertThat(row.refer()).isEqualTo(1);
        assertThat(row.uncertain()).isEqualTo(1);
        assertThat(row.unlike()).isEqualTo(1);
        assertThat(row.classes()).isEqualTo(Map.of("normal", 2, "dr", 1));
        assertThat(row.confidence().orElseThrow().mean()).isEqualTo(0.7, within(1e-12));
        assertThat(row.confidence().orElseThrow().p10()).isEqualTo(0.5);
        assertThat(row.confidence().orElseThrow().p50()).isEqualTo(0.7);
        assertThat(row.confidence().orElseThrow().p90()).isEqualTo(0.9);
    }

    private Capture take(String exam, Laterality eye, Instant at) {
        return archive.take(new Scene(exam, eye, "camera 1", Optional.of("Ana"), at), "fundus4");
    }

    @Test
    void aDayBeginsWhenItBeginsWhereTheBoxStands() {
        archive.graded(take("E1", Laterality.RIGHT, Instant.parse("2026-11-21T18:14:59.999999Z")), 0, 0.9, false);
        archive.graded(take("E2", Laterality.RIGHT, Instant.parse("2026-11-21T18:15:00Z")), 0, 0.9, false);
        LocalDate day = LocalDate.of(2026, 11, 22);

        assertThat(rows(FIRST, LAST, Axis.DAY))
                .extracting(row -> row.key().orElseThrow())
                .containsExactly("2026-11-21", "2026-11-22");
        assertThat(rows(day, day, Axis.DAY))
                .extracting(row -> row.key().orElseThrow())
                .containsExactly("2026-11-22");
    }

    @Test
    void oneTaskCanBeAskedForAndTheOthersStayApart() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        archive.take(new Scene("E1", Laterality.RIGHT, "camera 1", Optional.empty(), noon), "fundus4");
        archive.take(new Scene("E1", Laterality.RIGHT, "camera 1", Optional.empty(), noon), "oct3");

        assertThat(rows(FIRST, LAST, Axis.OPERATOR))
                .extracting(Figures::key, Figures::task)
                .containsExactly(tuple(Optional.empty(), "fundus4"), tuple(Optional.empty(), "oct3"));
        assertThat(table(new Question(FIRST, LAST, Axis.CAMERA, Optional.of("oct3"))))
                .extracting(Figures::task)
                .containsExactly("oct3");
    }

    @Test
    void aThousandPhotographsCountedAnotherWayGiveTheSame() {
        List<Note> notes = populate(1_203);

        for (Axis axis : Axis.values()) {
            List<Figures> rows = rows(FIRST, LAST, axis);
            List<String> keys = notes.stream()
                    .map(note -> key(note, axis))
                    .distinct()
                    .sorted()
                    .toList();

            assertThat(rows).extracting(row -> row.key().orElse("")).isEqualTo(keys);
            for (Figures row : rows) {
                same(
                        row,
                        notes.stream()
                                .filter(note -> key(note, axis).equals(row.key().orElse("")))
                                .toList());
            }
        }
    }

    private List<Note> populate(int photographs) {
        Random chance = new Random(5);
        List<Note> notes = new ArrayList<>();
        for (int i = 0; i < photographs; i++) {
            LocalDate day = FIRST.plusDays(chance.nextInt(30));
            Instant at =
                    day.atStartOfDay(ZONE).plusSeconds(chance.nextInt(86_400)).toInstant();
            char fate = "wfubgggggg".charAt(chance.nextInt(10));
            int leading = chance.nextInt(4);
            double probability = 0.3 + 0.7 * chance.nextDouble();
            boolean odd = chance.nextInt(8) == 0;
            String operator = List.of("", "Ana", "Ben", "Chidi").get(chance.nextInt(4));
            String camera = "camera " + chance.nextInt(5);
            Scene scene = new Scene(
                    "E" + i, Laterality.RIGHT, camera, Optional.of(operator).filter(name -> !name.isEmpty()), at);
            Capture capture = archive.take(scene, "fundus4");
            switch (fate) {
                case 'w' -> {}
                case 'f' -> archive.failed(capture);
                case 'u' -> archive.ungradable(capture, QualityFault.TOO_DARK);
                case 'b' -> archive.ungradable(capture, QualityFault.BLURRED);
                default -> archive.graded(capture, leading, probability, odd);
            }
            notes.add(new Note(camera, operator, day, fate, Archive.name(leading), probability, odd));
        }
        return notes;
    }

    private static String key(Note note, Axis axis) {
        return switch (axis) {
            case CAMERA -> note.camera();
            case OPERATOR -> note.operator();
            case DAY -> note.day().toString();
        };
    }

    private static void same(Figures row, List<Note> notes) {
        List<Note> graded = notes.stream().filter(note -> note.fate() == 'g').toList();
        assertThat(row.photographs()).isEqualTo(notes.size());
        assertThat(row.waiting()).isEqualTo(count(notes, 'w'));
        assertThat(row.failed()).isEqualTo(count(notes, 'f'));
        assertThat(row.ungradable().getOrDefault(QualityFault.TOO_DARK, 0)).isEqualTo(count(notes, 'u'));
        assertThat(row.ungradable().getOrDefault(QualityFault.BLURRED, 0)).isEqualTo(count(notes, 'b'));
        assertThat(row.graded()).isEqualTo(graded.size());
        assertThat(row.waiting() + row.failed() + row.damaged() + row.ungradableInAll() + row.graded())
                .isEqualTo(row.photographs());
        assertThat(row.unlike())
                .isEqualTo((int) graded.stream().filter(Note::odd).count());
        assertThat(row.refer()).isEqualTo((int) graded.stream()
                .filter(note -> !note.leading().equals("normal") && note.probability() >= 0.5)
                .count());
        row.classes()
                .forEach((name, count) -> assertThat(count).isEqualTo((int) graded.stream()
                        .filter(note -> note.leading().equals(name))
                        .count()));
        if (!graded.isEmpty()) {
            List<Double> sorted =
                    graded.stream().map(Note::probability).sorted().toList();
            Figures.Confidence confidence = row.confidence().orElseThrow();
            assertThat(confidence.mean())
                    .isEqualTo(sorted.stream().mapToDouble(Double::doubleValue).sum() / sorted.size(), within(1e-9));
            assertThat(confidence.p90())
                    .isEqualTo(sorted.stream()
                            .filter(value -> sorted.stream()
                                            .filter(other -> other <= value)
                                            .count()
                                    >= 0.9 * sorted.size() - 1e-9)
                            .findFirst()
                            .orElseThrow());
        }
    }

    private static int count(List<Note> notes, char fate) {
        return (int) notes.stream().filter(note -> note.fate() == fate).count();
    }

    @Test
    void anAnswerThatCannotBeReadCountsAsDamaged() {
        archive.graded(take("E1", Laterality.RIGHT, Instant.parse("2026-11-22T12:00:00Z")), 0, 0.9, false);
        archive.database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.executeUpdate("DROP TRIGGER result_is_final");
                return statement.executeUpdate("UPDATE result SET document = 'no longer JSON'");
            }
        });

        assertThat(rows(FIRST, LAST, Axis.DAY).getFirst().damaged()).isEqualTo(1);
    }

    @Test
    void moreRowsThanAnybodyReadsAreRefusedWithTheReason() {
        Instant noon = Instant.parse("2026-11-22T12:00:00Z");
        for (int i = 0; i <= Statistics.ROWS_MAX; i++) {
            archive.take(new Scene("E" + i, Laterality.RIGHT, "camera " + i, Optional.empty(), noon), "fundus4");
        }

        assertThat(statistics.ask(new Question(FIRST, LAST, Axis.CAMERA, Optional.empty())))
                .isEqualTo(new Statistics.Answer.TooMuch(
                        "there are more than 1000 rows by camera from 2026-11-01 to 2026-11-30; ask for fewer days"));
    }

    @Test
    void aQuestionIsOfAYearAtMostAndInOrder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question(LAST, FIRST, Axis.DAY, Optional.empty()))
                .withMessage("from and to must be 1 to 366 days in order, were 2026-11-30 and 2026-11-01");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Question(FIRST, FIRST.plusDays(366), Axis.DAY, Optional.empty()));
    }

    @Test
    void aPageIsReadAlongTheIndex() {
        List<String> plan = archive.database().read(connection -> {
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("EXPLAIN QUERY PLAN SELECT c.seq FROM capture AS c"
                            + " LEFT JOIN result AS r ON r.capture = c.id WHERE (c.arrived_us, c.seq) > (1, 1)"
                            + " AND c.arrived_us < 9 ORDER BY c.arrived_us, c.seq LIMIT 5")) {
                List<String> steps = new ArrayList<>();
                while (row.next()) {
                    steps.add(row.getString("detail"));
                }
                return steps;
            }
        });

        assertThat(plan).noneMatch(step -> step.contains("TEMP B-TREE"));
        assertThat(plan.getFirst()).contains("capture_arrived");
    }

    private List<Figures> rows(LocalDate from, LocalDate to, Axis axis) {
        return table(new Question(from, to, axis, Optional.empty()));
    }

    private List<Figures> table(Question question) {
        return ((Statistics.Answer.Table) statistics.ask(question)).rows();
    }
}
