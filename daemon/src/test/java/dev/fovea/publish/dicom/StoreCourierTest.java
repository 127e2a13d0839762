package dev.fovea.publish.dicom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fovea.dicom.net.Listener;
import dev.fovea.dicom.net.ListenerMetrics;
import dev.fovea.dicom.net.ListenerSettings;
import dev.fovea.dicom.net.Peer;
import dev.fovea.dicom.net.Storage;
import dev.fovea.dicom.net.StoreClient.Encoding;
import dev.fovea.exams.Report;
import dev.fovea.outbox.Courier.Answer;
import dev.fovea.store.InMemory;
import dev.fovea.store.StoreException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A report on its way into an archive that takes C-STORE, which is our own listener here.
@Timeout(60)
class StoreCourierTest {
    private static final Report REPORT = new Report(
            "E1", 1, "T", Optional.empty(), Instant.parse("2026-11-22T12:00:00Z"), "0".repeat(64), "{\"eyes\":[]}");
    private static final DicomObject OBJECT =
            new DicomObject("1.2.840.10008.5.1.4.1.1.7", "1.2.3", List.of(new Encoding("1.2.840.10008.1.2.1", () ->
                    new byte[] {9, 8})));

    private final List<String> arrived = new CopyOnWriteArrayList<>();

    private Listener archive(Storage.Answer answer) {
        ListenerSettings settings = new ListenerSettings(
                "127.0.0.1",
                0,
                "ARCHIVE",
                Set.of(),
                4,
                65_536,
                1 << 20,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Optional.empty());
        Storage storage = (offer, in) -> {
            arrived.add(offer.sopInstance() + " " + in.readAllBytes().length);
            return answer;
        };
        return Listener.start(settings, storage, ListenerMetrics.NONE);
    }

    private static Peer peer(int port) {
        return new Peer("127.0.0.1", port, "ARCHIVE", "FOVEA", Duration.ofSeconds(20), Optional.empty());
    }

    @Test
    void theObjectArrives() throws InterruptedException {
        try (Listener archive = archive(Storage.Answer.STORED)) {
            assertThat(new StoreCourier(peer(archive.port()), _ -> OBJECT).carry(REPORT))
                    .isEqualTo(new Answer.Delivered());
        }
        assertThat(arrived).containsExactly("1.2.3 2");
    }

    @Test
    void aFullArchiveIsTriedAgainAndOneThatWillNotHaveItIsNot() throws InterruptedException {
        try (Listener full = archive(new Storage.Answer(Storage.Status.OUT_OF_RESOURCES, "full"));
                Listener proud = archive(new Storage.Answer(Storage.Status.DOES_NOT_MATCH, "no"))) {
            assertThat(new StoreCourier(peer(full.port()), _ -> OBJECT).carry(REPORT))
                    .isInstanceOf(Answer.Later.class);
            assertThat(new StoreCourier(peer(proud.port()), _ -> OBJECT).carry(REPORT))
                    .isInstanceOf(Answer.Refused.class);
        }
    }

    @Test
    void aReportThatBecomesNoObjectIsRefusedAndAFileThatCannotBeReadIsTriedAgain() throws InterruptedException {
        StoreCourier unfit = new StoreCourier(peer(1), _ -> {
            throw new UnfitReportException("two patients");
        });
        StoreCourier unread = new StoreCourier(peer(1), _ -> {
            throw new StoreException("the disk does not answer");
        });

        assertThat(unfit.carry(REPORT)).isEqualTo(new Answer.Refused("two patients"));
        assertThat(unread.carry(REPORT)).isInstanceOf(Answer.Later.class);
    }

    @Test
    void aPressThatIsBusyIsTriedAgainAndAReportThatIsNoJsonIsNot(@TempDir(factory = InMemory.class) Path root)
            throws InterruptedException {
        Report broken = new Report("E1", 1, "T", Optional.empty(), REPORT.madeAt(), REPORT.basis(), "{\"eyes\":");
        StoreCourier busy = new StoreCourier(peer(1), _ -> {
            throw new RejectedExecutionException("other reports are being printed");
        });

        assertThat(busy.carry(REPORT)).isEqualTo(new Answer.Later("other reports are being printed"));
        try (FinishedExam exam = FinishedExam.open(root)) {
            for (Kind kind : Kind.values()) {
                ObjectSource source = exam.objects(new Paper()).of(kind);
                assertThat(new StoreCourier(peer(1), source).carry(broken))
                        .isEqualTo(new Answer.Refused("the report of exam \"E1\" is not JSON"));
            }
        }
    }

    @Test
    void aStopWhileTheObjectIsMadeIsNoAttempt() {
        StoreCourier stopped = new StoreCourier(peer(1), _ -> {
            Thread.currentThread().interrupt();
            throw new RejectedExecutionException("the daemon is stopping");
        });

        assertThatThrownBy(() -> stopped.carry(REPORT)).isInstanceOf(InterruptedException.class);
    }

    @Test
    void aStopBreaksOffAnArchiveThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            StoreCourier courier = new StoreCourier(peer(silent.getLocalPort()), _ -> OBJECT);
            FutureTask<Answer> attempt = new FutureTask<>(() -> courier.carry(REPORT));
            Thread thread = Thread.ofVirtual().start(attempt);
            silent.accept().getInputStream().read();

            thread.interrupt();

            assertThatThrownBy(() -> attempt.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(InterruptedException.class);
        }
    }
}
