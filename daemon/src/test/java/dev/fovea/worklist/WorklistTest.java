package dev.fovea.worklist;

import static dev.fovea.spool.Clinic.photograph;
import static dev.fovea.worklist.Waiting.TODAY;
import static dev.fovea.worklist.Waiting.answer;
import static dev.fovea.worklist.Waiting.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.model.Laterality;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.worklist.WorklistSource.Answer;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorklistTest {
    private static final int ITEMS_MAX = 5;
    private static final Patient WALK_IN = new Patient("P-9", Optional.of("Ana"), Optional.empty(), Optional.empty());

    @TempDir(factory = InMemory.class)
    Path root;

    private Clinic clinic;
    private Worklist worklist;
    private Instant now = Clinic.MORNING;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        begin(ITEMS_MAX);
    }

    private void begin(int itemsMax) {
        worklist = new Worklist(clinic.database(), itemsMax, () -> now, ZoneOffset.UTC);
    }

    @AfterEach
    void close() {
        clinic.close();
    }

    private List<String> heard(Item... items) {
        return worklist.take(TODAY, TODAY, answer(items));
    }

    private List<String> patients(LocalDate day) {
        return worklist.sheet(day).items().stream()
                .map(one -> one.item().patient().id())
                .toList();
    }

    private Expected only() {
        return worklist.sheet(TODAY).items().getFirst();
    }

    @Test
    void whatTheWorklistSaysIsThereAlsoAfterARestart() {
        heard(item("1", "P-1"), item("2", "P-2"));

        clinic.restart();
        begin(ITEMS_MAX);

        Sheet sheet = worklist.sheet(TODAY);
        assertThat(sheet.heardAt()).contains(Clinic.MORNING);
        assertThat(sheet.items()).extracting(Expected::item).containsExactly(item("1", "P-1"), item("2", "P-2"));
        assertThat(sheet.items()).noneMatch(Expected::entered);
    }

    @Test
    void theNextAnswerTakesThePlaceOfTheOneBefore() {
        heard(item("1", "P-1"), item("2", "P-2"));
        long id = only().id();
        worklist.done(id, true);
        now = now.plusSeconds(60);

        heard(item("1", "P-1"), item("3", "P-3"));

        assertThat(patients(TODAY)).containsExactly("P-1", "P-3");
        assertThat(only().id()).isEqualTo(id);
        assertThat(only().doneAt()).contains(Clinic.MORNING);
        assertThat(worklist.sheet(TODAY).heardAt()).contains(now);
    }

    @Test
    void anAnswerThatIsNotWholeTakesNobodyOffTheList() {
        heard(item("1", "P-1"));

        worklist.take(TODAY, TODAY, new Answer(List.of(item("2", "P-2")), List.of(), false));

        assertThat(patients(TODAY)).containsExactly("P-1", "P-2");
        assertThat(worklist.sheet(TODAY).whole()).isFalse();
    }

    @Test
    void aStudyOfTwoPatientsIsNobodys() {
        List<String> refused = heard(item("1", "P-1"), item("1", "T", "P-2", TODAY), item("2", "P-2"));

        assertThat(patients(TODAY)).containsExactly("P-2");
        assertThat(refused)
                .containsExactly("study 1.2.1 is said to be of more than one patient: none of its items is used");
    }

    @Test
    void aStudyUnderWhichAnotherPatientWasPhotographedIsRefused() {
        clinic.take(photograph(1), "1.2.1", Laterality.RIGHT);

        assertThat(heard(item("1", "P-1"))).hasSize(1);

        assertThat(patients(TODAY)).isEmpty();
    }

    @Test
    void anOrderThatChangesItsPatientGetsAnotherNumber() {
        heard(item("1", "P-1"));
        long before = only().id();

        assertThat(heard(item("1", "P-2"))).isEmpty();

        assertThat(patients(TODAY)).containsExactly("P-2");
        assertThat(only().id()).isGreaterThan(before);
        assertThat(worklist.done(before, true)).isEmpty();
    }

    @Test
    void photographsOfThePatientUnderTheStudyAreCounted() {
        heard(item("1", "patient of 1.2.1"));
        clinic.take(photograph(1), "1.2.1", Laterality.RIGHT);
        clinic.take(photograph(2), "1.2.1", Laterality.LEFT);

        assertThat(only().photographs()).isEqualTo(2);
    }

    @Test
    void onDaysWithoutANetworkTheListBeforeIsThereWithItsAge() {
        LocalDate tomorrow = TODAY.plusDays(1);
        worklist.take(TODAY, tomorrow, answer(item("1", "P-1"), item("2", "S", "P-2", tomorrow)));

        now = now.plus(Duration.ofDays(1));

        assertThat(worklist.today()).isEqualTo(tomorrow);
        assertThat(patients(tomorrow)).containsExactly("P-2");
        assertThat(worklist.sheet(tomorrow).heardAt()).contains(Clinic.MORNING);
        assertThat(worklist.sheet(tomorrow.plusDays(1)).heardAt()).isEmpty();
        assertThat(patients(tomorrow.plusDays(1))).isEmpty();
    }

    @Test
    void whoIsPutOffToAnotherDayIsTheSame() {
        LocalDate tomorrow = TODAY.plusDays(1);
        heard(item("1", "P-1"));
        long id = only().id();
        now = now.plus(Duration.ofDays(1));

        worklist.take(tomorrow, tomorrow, answer(item("1", "S", "P-1", tomorrow)));

        assertThat(patients(TODAY)).isEmpty();
        assertThat(worklist.sheet(tomorrow).items()).extracting(Expected::id).containsExactly(id);
    }

    @Test
    void whoIsEnteredByHandStaysWhateverTheWorklistSays() {
        Expected entered = worklist.enter(WALK_IN, Order.NONE, TODAY);
        Expected again = worklist.enter(WALK_IN, Order.NONE, TODAY);

        heard(item("1", "P-1"));

        assertThat(again).isEqualTo(entered);
        assertThat(entered.entered()).isTrue();
        assertThat(entered.item().study()).matches("2\\.25\\.[1-9][0-9]{0,38}");
        assertThat(patients(TODAY)).containsExactly("P-1", "P-9");
        worklist.done(entered.id(), true);
        assertThat(worklist.enter(WALK_IN, Order.NONE, TODAY).id()).isNotEqualTo(entered.id());
    }

    @Test
    void theListHasAnEnd() {
        heard(item("1", "P-1"), item("2", "P-2"), item("3", "P-3"), item("4", "P-4"), item("5", "P-5"));

        assertThatIllegalStateException()
                .isThrownBy(() -> worklist.enter(WALK_IN, Order.NONE, TODAY))
                .withMessage("the worklist has 5 items, which is the most it may have");
        assertThat(heard(
                        item("1", "P-1"),
                        item("2", "P-2"),
                        item("3", "P-3"),
                        item("4", "P-4"),
                        item("5", "P-5"),
                        item("6", "P-6")))
                .containsExactly("items beyond worklist.items-max: 1");
        assertThat(patients(TODAY)).hasSize(ITEMS_MAX);
    }

    @Test
    void nobodyIsEnteredForADayThatIsOverOrFarAway() {
        for (LocalDate day : List.of(TODAY.minusDays(1), TODAY.plusDays(8))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> worklist.enter(WALK_IN, Order.NONE, day))
                    .withMessage("day must be 2026-11-22 to 2026-11-29, was " + day);
        }
    }

    /// As the version before left it, which may also be one that cannot be written.
    @Test
    void aDatabaseOfBeforeThereWasAListIsBroughtForward() {
        execute("DROP TABLE worklist");
        execute("DROP TABLE worklist_answer");
        execute("PRAGMA user_version = 3");
        assertThat(worklist.sheet(TODAY)).isEqualTo(new Sheet(TODAY, Optional.empty(), true, List.of()));

        clinic.crash();
        begin(ITEMS_MAX);

        heard(item("1", "P-1"));
        assertThat(patients(TODAY)).containsExactly("P-1");
    }

    private void execute(String sql) {
        clinic.database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }

    @Test
    void lastWeeksListIsForgotten() {
        heard(item("1", "P-1"));
        now = now.plus(Duration.ofDays(8));

        worklist.enter(WALK_IN, Order.NONE, worklist.today());

        assertThat(worklist.sheet(TODAY)).isEqualTo(new Sheet(TODAY, Optional.empty(), true, List.of()));
    }

    /// Answers of days that nobody asked for, of other days, twice and with patients swapped; days that pass; no
    /// network.
    @Test
    void whateverIsAnsweredNoDayShowsAnotherAndNoStudyHasTwoPatients() {
        begin(50);
        RandomGenerator dice = RandomGeneratorFactory.of("L64X128MixRandom").create(11);
        for (int round = 0; round < 400; round++) {
            if (dice.nextInt(4) == 0) {
                now = now.plus(Duration.ofHours(dice.nextInt(40)));
            }
            LocalDate today = worklist.today();
            List<Item> items = new ArrayList<>();
            for (int i = dice.nextInt(8); i > 0; i--) {
                String study = String.valueOf(1 + dice.nextInt(12));
                items.add(item(
                        study,
                        dice.nextBoolean() ? "S" : "T",
                        dice.nextInt(6) == 0 ? "other" : "P-" + study,
                        today.plusDays(dice.nextInt(5) - 2)));
            }
            Instant asked = now;
            worklist.take(today, today.plusDays(1), new Answer(items, List.of(), dice.nextInt(5) > 0));
            check(today, asked);
        }
    }

    private void check(LocalDate today, Instant asked) {
        List<Expected> all = new ArrayList<>();
        for (int day = -9; day <= 9; day++) {
            Sheet sheet = worklist.sheet(today.plusDays(day));
            assertThat(sheet.items()).allMatch(one -> one.item().day().equals(sheet.day()));
            assertThat(sheet.items().isEmpty() || sheet.heardAt().isPresent()).isTrue();
            assertThat(sheet.heardAt().map(heard -> heard.equals(asked)).orElse(false))
                    .as("heard of day %s", day)
                    .isEqualTo(day == 0 || day == 1);
            all.addAll(sheet.items());
        }
        assertThat(all.stream()
                        .map(one ->
                                one.item().study() + " " + one.item().patient().id())
                        .distinct())
                .hasSameSizeAs(
                        all.stream().map(one -> one.item().study()).distinct().toList());
        assertThat(all).extracting(Expected::id).doesNotHaveDuplicates();
    }
}
