package dev.fovea.publish.paper;

import static dev.fovea.results.Answers.findings;
import static dev.fovea.spool.Clinic.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fovea.exams.Report;
import dev.fovea.http.Talk;
import dev.fovea.model.Laterality;
import dev.fovea.publish.rest.Examined;
import dev.fovea.spool.Clinic;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One at a time.
@Timeout(60)
class PressTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch over = new CountDownLatch(1);

    @Test
    void reportsArePrintedOneAfterTheOther() throws InterruptedException, ExecutionException {
        AtomicInteger printing = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Press press = new Press(
                Desk.SETTINGS,
                (_, _, finding) -> {
                    most.accumulateAndGet(printing.incrementAndGet(), Math::max);
                    Plate plate = Desk.drawn(finding);
                    printing.decrementAndGet();
                    return plate;
                },
                "1");

        List<Future<byte[]>> printed = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                printed.add(threads.submit(() -> press.pdf(Desk.twoEyes())));
            }
        }

        for (Future<byte[]> one : printed) {
            assertThat(one.get()).isEqualTo(printed.getFirst().get());
        }
        assertThat(most).hasValue(1);
    }

    @Test
    void whoseTurnDoesNotComeInTimeIsToldToComeAgain(@TempDir(factory = InMemory.class) Path root)
            throws InterruptedException {
        Press press = slow();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Clinic clinic = Clinic.open(root);
                Examined examined = Examined.over(clinic);
                Talk talk = Talk.to(new PaperRoute(examined.charts(), press))) {
            clinic.results().finish(findings(clinic.take(photograph(1), "E1", Laterality.RIGHT), 0.9));
            examined.exams().finish("E1", "T", Optional.of("glass eye"));
            threads.execute(() -> press.pdf(Desk.twoEyes()));
            begun.await();

            HttpResponse<byte[]> response = talk.get("/v1/exams/E1/pdf");
            Throwable thrown = catchThrowable(() -> press.jpeg(Desk.twoEyes()));
            over.countDown();

            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(Talk.header(response, "Retry-After")).isEqualTo("5");
            assertThat(Talk.text(response)).contains("other reports are being printed");
            assertThat(thrown).isInstanceOf(RejectedExecutionException.class);
        }
    }

    /// The photograph takes until the test lets it go.
    private Press slow() {
        return new Press(
                Desk.SETTINGS,
                (_, _, finding) -> {
                    begun.countDown();
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return Desk.drawn(finding);
                },
                "1",
                Duration.ofMillis(20));
    }

    @Test
    void aDamagedReportIsSaidToBeOneAndTheNextIsPrinted() {
        Press press = Desk.press(Desk.SETTINGS);
        Report damaged = new Report("E-1", 1, "T", Optional.empty(), Desk.NOON, "ab".repeat(32), "{");

        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> press.pdf(damaged))
                .withMessage("the report of exam \"E-1\" is not JSON")
                .matches(StoreException::lost);
        assertThat(press.pdf(Desk.twoEyes())).isNotEmpty();
    }
}
