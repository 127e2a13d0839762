package dev.fovea.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier.Answer;
import dev.fovea.outbox.Delivery.State;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class OutboxTest {
    private static final Answer DELIVERED = new Answer.Delivered();

    @TempDir(factory = InMemory.class)
    Path root;

    private final List<String> carried = new ArrayList<>();
    private final List<Long> ended = new ArrayList<>();
    private Answer answer = DELIVERED;
    private Destination archive;
    private Destination hub;
    private Surgery surgery;
    private Round round;

    @BeforeEach
    void open() {
        archive = new Destination("archive", Map.of("a", carrying("a"), "b", carrying("b")));
        hub = new Destination("hub", Map.of("a", carrying("hub")));
        surgery = new Surgery(root, Clinic.MORNING, archive, hub);
        begin();
    }

    private Courier carrying(String what) {
        return report -> {
            carried.add(what + " " + report.name() + "/" + report.edition());
            return answer;
        };
    }

    private void begin() {
        round = new Round(
                archive,
                new Dispatch.Parts(
                        surgery.outbox(), surgery.exams(), OutboxMetrics.NONE, delivery -> ended.add(delivery.id())),
                () -> 1);
    }

    @AfterEach
    void close() {
        surgery.close();
    }

    private Duration step() throws InterruptedException {
        return round.step();
    }

    @Test
    void aFinishedExamIsDueAtEveryDestinationInEachKindOnce() {
        surgery.finish("E1");
        surgery.finish("E1");

        assertThat(surgery.deliveries())
                .extracting(one -> one.destination() + " " + one.kind() + " " + one.state())
                .containsExactly("archive a PENDING", "archive b PENDING", "hub a PENDING");
        assertThat(surgery.outbox().tally()).isEqualTo(new OutboxTally(3, 0, 0, Optional.of(Clinic.MORNING)));
    }

    @Test
    void withoutItsDeliveriesNoReportIsWritten() {
        execute("CREATE TRIGGER full BEFORE INSERT ON delivery WHEN NEW.kind = 'b' BEGIN"
                + " SELECT RAISE(ABORT, 'no room'); END");

        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> surgery.finish("E1"));

        assertThat(surgery.exams().find("E1").orElseThrow().editions()).isZero();
        assertThat(surgery.deliveries()).isEmpty();
    }

    @Test
    void whatWasDeliveredIsNotSentAgainAlsoAfterARestart() throws InterruptedException {
        surgery.finish("E1");

        assertThat(step()).isZero();
        assertThat(step()).isZero();
        assertThat(step()).hasMinutes(15);
        surgery.crash();
        begin();
        surgery.pass(Duration.ofDays(3));
        step();

        assertThat(carried).containsExactly("a E1/1", "b E1/1");
        assertThat(ended).containsExactly(1L, 2L);
        assertThat(surgery.outbox().tally().delivered()).isEqualTo(2);
        assertThat(surgery.outbox().find(1).orElseThrow().endedAt()).contains(Clinic.MORNING);
    }

    @Test
    void aDestinationThatIsDownIsTriedOnceAPauseHoweverMuchWaits() throws InterruptedException {
        for (int exam = 0; exam < 20; exam++) {
            surgery.finish("E" + exam);
        }
        answer = new Answer.Later("the network is down");

        List<Duration> pauses = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            Duration pause = step();
            pauses.add(pause);
            surgery.pass(pause);
        }

        assertThat(carried).hasSize(9);
        assertThat(pauses.getFirst()).hasSeconds(10);
        assertThat(pauses.getLast()).hasMinutes(15);
        assertThat(surgery.deliveries().getFirst().reason()).contains("the network is down");
        answer = DELIVERED;
        assertThat(step()).isZero();
        assertThat(step()).isZero();
    }

    @Test
    void aLaterEditionWaitsForTheEarlierOne() throws InterruptedException {
        surgery.finish("E1");
        surgery.finishAgain("E1", "second");
        answer = new Answer.Later("busy");
        step();
        step();
        step();
        answer = DELIVERED;
        surgery.pass(Duration.ofMinutes(1));

        for (int i = 0; i < 4; i++) {
            step();
        }

        assertThat(carried).containsExactly("a E1/1", "b E1/1", "a E1/1", "b E1/1", "a E1/2", "b E1/2");
    }

    @Test
    void whatIsRefusedIsADeadLetterThatAPersonSendsAgain() throws InterruptedException {
        surgery.finish("E1");
        answer = new Answer.Refused("no such patient");
        step();
        assertThat(surgery.outbox().find(1)).hasValueSatisfying(dead -> {
            assertThat(dead.state()).isEqualTo(State.DEAD);
            assertThat(dead.reason()).contains("no such patient");
        });
        assertThat(ended).containsExactly(1L);
        answer = DELIVERED;

        assertThat(surgery.outbox().resend(1)).hasValueSatisfying(again -> {
            assertThat(again.state()).isEqualTo(State.PENDING);
            assertThat(again.reason()).contains("no such patient");
        });
        step();
        step();

        assertThat(carried).containsExactly("a E1/1", "a E1/1", "b E1/1");
        assertThatIllegalStateException()
                .isThrownBy(() -> surgery.outbox().resend(1))
                .withMessage("delivery 1 has arrived, it is not sent again");
        assertThat(surgery.outbox().resend(99)).isEmpty();
    }

    @Test
    void anEditionThatALaterOneHasOvertakenIsNotSentAgain() throws InterruptedException {
        surgery.finish("E1");
        answer = new Answer.Refused("no");
        step();
        step();
        surgery.finishAgain("E1", "second");
        answer = DELIVERED;
        step();

        assertThatIllegalStateException()
                .isThrownBy(() -> surgery.outbox().resend(1))
                .withMessage("delivery 1 is of edition 1, and edition 2 has been on its way to \"archive\" since");
    }

    @Test
    void aClockThatWasSetBackHoldsNothingUp() throws InterruptedException {
        surgery.finish("E1");
        surgery.pass(Duration.ofDays(-400));

        step();

        assertThat(carried).hasSize(1);
    }

    @Test
    void aDeathOnTheWayMeansOnceMoreAfterThePauseOfAFailure() throws InterruptedException {
        surgery.finish("E1");
        assertThat(surgery.outbox().begin(archive, 1)).isPresent();
        surgery.crash();
        begin();

        step();
        assertThat(carried).containsExactly("b E1/1");
        assertThat(step()).hasSeconds(10);
        surgery.pass(Duration.ofSeconds(10));
        step();

        assertThat(carried).containsExactly("b E1/1", "a E1/1");
        assertThat(surgery.outbox().find(1).orElseThrow().attempts()).isEqualTo(2);
    }

    @Test
    void aCourierThatThrowsFailsOneAttemptAndNoMore() throws InterruptedException {
        Destination broken = new Destination("archive", Map.of("a", report -> {
            throw new IllegalArgumentException("a bug with " + report.name());
        }));
        surgery.finish("E1");
        Round failing = new Round(
                broken, new Dispatch.Parts(surgery.outbox(), surgery.exams(), OutboxMetrics.NONE, _ -> {}), () -> 1);

        assertThat(failing.step()).hasSeconds(10);

        assertThat(surgery.outbox().find(1).orElseThrow().reason().orElseThrow())
                .contains("a bug with E1");
    }

    @Test
    void whatTheSettingsDoNotSendThereAnyMoreHoldsUpNobody() throws InterruptedException {
        surgery.finish("E1");
        surgery.finishAgain("E1", "second");
        Destination fewer = new Destination("archive", Map.of("b", carrying("b")));
        Round round = new Round(
                fewer, new Dispatch.Parts(surgery.outbox(), surgery.exams(), OutboxMetrics.NONE, _ -> {}), () -> 1);

        assertThat(round.step()).isZero();
        assertThat(round.step()).isZero();
        assertThat(round.step()).hasMinutes(15);

        assertThat(carried).containsExactly("b E1/1", "b E1/2");
        assertThat(surgery.outbox().find(1)).hasValueSatisfying(kept -> {
            assertThat(kept.kind()).isEqualTo("a");
            assertThat(kept.state()).isEqualTo(State.PENDING);
            assertThat(kept.attempts()).isZero();
        });
    }

    /// What waited while the settings did not send it is of a time before the second edition.
    @Test
    void whatALaterEditionHasOvertakenMeanwhileIsNotSentAfterIt() throws InterruptedException {
        Destination fewer = new Destination("archive", Map.of("b", carrying("b")));
        surgery.finish("E1");
        Round round = new Round(
                fewer, new Dispatch.Parts(surgery.outbox(), surgery.exams(), OutboxMetrics.NONE, _ -> {}), () -> 1);
        round.step();
        surgery.finishAgain("E1", "second");
        round.step();

        step();

        assertThat(carried).containsExactly("b E1/1", "b E1/2");
        assertThat(surgery.outbox().find(1)).hasValueSatisfying(older -> {
            assertThat(older.state()).isEqualTo(State.DEAD);
            assertThat(older.reason()).contains("edition 2 has been on its way since");
        });
    }

    @Test
    void whatNobodySendsIsNotTheOldestThatWaits() {
        surgery.finish("E1");

        Outbox none = new Outbox(surgery.clinic().database(), List.of(), Surgery.PATIENCE, surgery);

        assertThat(none.tally()).isEqualTo(new OutboxTally(3, 0, 0, Optional.empty()));
    }

    @Test
    void aDestinationThatTakesItsTimeToPromiseIsNotDown() throws InterruptedException {
        surgery.finish("E1");
        answer = new Answer.Awaited("not said yet");

        assertThat(step()).isZero();
        assertThat(step()).isZero();
        assertThat(step()).hasSeconds(10);
        assertThat(ended).isEmpty();
        surgery.pass(Duration.ofSeconds(10));
        answer = DELIVERED;
        step();
        step();

        assertThat(carried).containsExactly("a E1/1", "b E1/1", "a E1/1", "b E1/1");
        assertThat(surgery.outbox().tally().delivered()).isEqualTo(2);
    }

    @Test
    void aDamagedReportIsADeadLetterAndTheNextEditionGoes() throws InterruptedException {
        surgery.finish("E1");
        execute("DROP TRIGGER report_is_final");
        execute("UPDATE report SET document = replace(document, 'one eye', 'two eye')");
        Report second = surgery.finish("E1");

        for (int i = 0; i < 4; i++) {
            step();
        }

        assertThat(second.edition()).isEqualTo(2);
        assertThat(carried).containsExactly("a E1/2", "b E1/2");
        assertThat(surgery.outbox().find(1).orElseThrow().state()).isEqualTo(State.DEAD);
    }

    @Test
    void aDatabaseOfBeforeAnythingWasSentIsBroughtForward() {
        surgery.finish("E1");
        execute("DROP TABLE worklist");
        execute("DROP TABLE worklist_answer");
        execute("DROP TABLE delivery");
        execute("PRAGMA user_version = 2");

        surgery.crash();
        surgery.finish("E2");

        assertThat(surgery.exams().report("E1", 1)).isPresent();
        assertThat(surgery.deliveries()).extracting(Delivery::exam).containsExactly("E2", "E2", "E2");
    }

    @Test
    void listsAreAskedForByStateExamAndDestination() throws InterruptedException {
        surgery.finish("E1");
        surgery.finish("E2");
        step();

        assertThat(ids(new DeliveryQuery(Optional.of(State.DELIVERED), Optional.empty(), Optional.empty(), 99, 9)))
                .containsExactly(1L);
        assertThat(ids(new DeliveryQuery(Optional.empty(), Optional.of("E2"), Optional.empty(), 99, 9)))
                .containsExactly(6L, 5L, 4L);
        assertThat(ids(new DeliveryQuery(Optional.empty(), Optional.empty(), Optional.of("hub"), 6, 1)))
                .containsExactly(3L);
    }

    @Test
    void aDestinationHasANameAndSomethingToBeSent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Destination("The Hub", Map.of("a", carrying("a"))))
                .withMessage("outbox.destinations must be names of 1 to 32 small letters, digits and dashes, was"
                        + " \"The Hub\"");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Destination("hub", Map.of()))
                .withMessage("outbox.hub must be sent something, had no kind of object");
    }

    private List<Long> ids(DeliveryQuery query) {
        return surgery.outbox().list(query).stream().map(Delivery::id).toList();
    }

    private void execute(String sql) {
        surgery.clinic().database().write(connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        });
    }
}
