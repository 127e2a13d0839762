package dev.fovea.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier.Answer;
import dev.fovea.outbox.Delivery.State;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random answers, deaths before, during and after each attempt, new editions and people's clicks: whatever
/// happens, everything that is not refused arrives, in order, and nothing is sent that was known to have arrived.
@Timeout(60)
class OutboxPropertyTest {
    private static final int EXAMS = 4;
    private static final int STEPS = 150;

    @TempDir(factory = InMemory.class)
    Path root;

    private final List<String> arrived = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private Random random = new Random();
    private boolean calm;

    private static final class Death extends Error {
        private static final long serialVersionUID = 1;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everythingArrivesOnceAndInOrder(long seed) throws InterruptedException {
        random = new Random(seed);
        Destination archive = new Destination("archive", Map.of("a", this::carry, "b", this::carryOther));
        try (Surgery surgery = new Surgery(root, Clinic.MORNING, archive)) {
            Round round = round(surgery, archive);
            for (int step = 0; step < STEPS; step++) {
                people(surgery, step);
                try {
                    surgery.pass(round.step().dividedBy(1 + random.nextInt(3)));
                    dieSometimes();
                } catch (Death _) {
                    surgery.crash();
                    round = round(surgery, archive);
                }
            }
            calm = true;
            while (surgery.outbox().tally().pending() > 0) {
                surgery.pass(round.step());
            }
            assertAllWell(surgery);
        }
    }

    private Round round(Surgery surgery, Destination archive) {
        return new Round(
                archive,
                new Dispatch.Parts(surgery.outbox(), surgery.exams(), OutboxMetrics.NONE, delivery -> {
                    if (delivery.state() == State.DELIVERED) {
                        known.add(name(delivery));
                    }
                }),
                random::nextDouble);
    }

    private void people(Surgery surgery, int step) {
        if (random.nextInt(5) == 0) {
            surgery.finishAgain("E" + random.nextInt(EXAMS), "note " + step);
        }
        if (random.nextInt(10) == 0) {
            List<Delivery> all = surgery.deliveries();
            if (!all.isEmpty()) {
                resend(surgery, all.get(random.nextInt(all.size())));
            }
        }
    }

    private static void resend(Surgery surgery, Delivery delivery) {
        try {
            surgery.outbox().resend(delivery.id());
        } catch (IllegalStateException notThisOne) {
            // Arrived or overtaken: what that means for the order is looked at below.
        }
    }

    private Answer carry(Report report) {
        return carry(report, "a");
    }

    private Answer carryOther(Report report) {
        return carry(report, "b");
    }

    private Answer carry(Report report, String kind) {
        String object = report.name() + "/" + report.edition() + " " + kind;
        assertThat(known).as("sent again").doesNotContain(object);
        if (calm) {
            arrived.add(object);
            return new Answer.Delivered();
        }
        dieSometimes();
        return switch (random.nextInt(6)) {
            case 0, 1 -> new Answer.Later("the network is down");
            case 2 -> new Answer.Refused("no such patient");
            case 3 -> {
                // The answer was lost on its way.
                arrived.add(object);
                yield new Answer.Later("no answer");
            }
            default -> {
                arrived.add(object);
                dieSometimes();
                yield new Answer.Delivered();
            }
        };
    }

    private void dieSometimes() {
        if (!calm && random.nextInt(12) == 0) {
            throw new Death();
        }
    }

    private void assertAllWell(Surgery surgery) {
        List<Delivery> all = surgery.deliveries();
        assertThat(all).hasSizeGreaterThan(20).hasSizeLessThan(200);
        assertThat(arrived).hasSizeGreaterThan(10);
        for (Delivery delivery : all) {
            if (delivery.state() == State.DELIVERED) {
                assertThat(arrived).contains(name(delivery));
            } else {
                assertThat(delivery.state()).isEqualTo(State.DEAD);
                assertThat(delivery.reason()).contains("no such patient");
            }
        }
        for (int exam = 0; exam < EXAMS; exam++) {
            String name = "E" + exam + "/";
            assertThat(arrived.stream()
                            .filter(object -> object.startsWith(name))
                            .map(object -> Integer.valueOf(object.substring(name.length(), object.indexOf(' ')))))
                    .as("editions in order")
                    .isSorted();
        }
    }

    private static String name(Delivery delivery) {
        return delivery.exam() + "/" + delivery.edition() + " " + delivery.kind();
    }
}
