package dev.fovea.worklist;

import static dev.fovea.worklist.Waiting.TODAY;
import static dev.fovea.worklist.Waiting.answer;
import static dev.fovea.worklist.Waiting.item;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.worklist.WorklistMetrics.End;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class WorklistWatchTest {
    private static final WorklistSettings SETTINGS = new WorklistSettings(Duration.ofHours(1), 2, 10);

    @TempDir(factory = InMemory.class)
    Path root;

    private final List<End> ends = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();
    private WorklistSource source = (_, _) -> answer(item("1", "P-1"));
    private Clinic clinic;
    private Worklist worklist;
    private WorklistWatch watch;

    @BeforeEach
    void open() {
        clinic = Clinic.open(root);
        worklist = new Worklist(clinic.database(), 10, () -> Clinic.MORNING, ZoneOffset.UTC);
        watch = new WorklistWatch(
                worklist,
                (from, until) -> {
                    asked.add(from + " " + until);
                    return source.ask(from, until);
                },
                SETTINGS,
                ends::add);
    }

    @AfterEach
    void close() {
        watch.close();
        clinic.close();
    }

    @Test
    void todayAndTheDaysAheadAreAskedForAndKept() {
        watch.round();

        assertThat(asked).containsExactly("2026-11-22 2026-11-23");
        assertThat(worklist.sheet(TODAY).items()).hasSize(1);
        assertThat(worklist.sheet(TODAY.plusDays(1)).heardAt()).contains(Clinic.MORNING);
        assertThat(ends).containsExactly(End.ANSWERED);
        assertThat(watch.trouble()).isEmpty();
    }

    @Test
    void whenNobodyAnswersTheListBeforeStaysAndThatIsSaid() {
        watch.round();
        source = (_, _) -> {
            throw new WorklistException("it hung up", new IOException());
        };

        watch.round();

        assertThat(worklist.sheet(TODAY).items()).hasSize(1);
        assertThat(watch.trouble()).contains("it hung up");
        source = (_, _) -> answer();
        watch.round();
        assertThat(worklist.sheet(TODAY).items()).isEmpty();
        assertThat(watch.trouble()).isEmpty();
        assertThat(ends).containsExactly(End.ANSWERED, End.FAILED, End.ANSWERED);
    }

    @Test
    void aBugOfTheSourceEndsNothing() {
        source = (_, _) -> {
            throw new IllegalStateException("a bug");
        };

        watch.round();

        assertThat(watch.trouble()).contains("it failed for no known reason: java.lang.IllegalStateException: a bug");
        assertThat(ends).containsExactly(End.FAILED);
    }

    @Test
    void closingBreaksOffAQuestion() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        WorklistWatch slow = WorklistWatch.start(
                worklist,
                (_, _) -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        over.countDown();
                    }
                    return answer();
                },
                SETTINGS,
                WorklistMetrics.NONE);
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        slow.close();

        assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
    }
}
