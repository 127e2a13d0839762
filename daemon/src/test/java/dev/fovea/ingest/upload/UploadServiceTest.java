package dev.fovea.ingest.upload;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static dev.fovea.publish.rest.Samples.photograph;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.http.Talk;
import dev.fovea.http.WebSettings;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Laterality;
import dev.fovea.model.Priority;
import dev.fovea.publish.rest.CaptureJson;
import dev.fovea.publish.rest.Samples;
import dev.fovea.results.CaptureView;
import dev.fovea.spool.Acceptance;
import dev.fovea.spool.Submission;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class UploadServiceTest {
    private static final int BYTES_MAX = 200_000;
    private static final UploadSettings SMALL = new UploadSettings(BYTES_MAX, Duration.ofSeconds(30), 2, 8);

    private final FakeIntake intake = new FakeIntake(BYTES_MAX);
    private final CaptureJson writer = new CaptureJson(() -> List.of(Samples.CARD));
    private final List<UploadMetrics.Reason> turnedAway = new CopyOnWriteArrayList<>();
    private final Inscription inscription = (staged, said, given) -> {
        throw new AssertionError("no DICOM file is sent here");
    };
    private final List<Duration> waits = new CopyOnWriteArrayList<>();
    private volatile Function<CaptureView, CaptureView> grader = view -> view;

    private UploadService service;
    private Talk talk;

    @BeforeEach
    void start() {
        Answers answers = new Answers() {
            @Override
            public CaptureView now(CaptureId id) {
                return Samples.waiting(intake.captures.stream()
                        .filter(capture -> capture.id().equals(id))
                        .findFirst()
                        .orElseThrow());
            }

            @Override
            public CaptureView await(CaptureId id, Duration max) {
                waits.add(max);
                return grader.apply(now(id));
            }
        };
        UploadMetrics metrics = new UploadMetrics() {
            @Override
            public void turnedAway(Reason reason) {
                turnedAway.add(reason);
            }
        };
        service = new UploadService(
                new UploadService.Parts(
                        intake, answers, writer::receipt, inscription, () -> List.of("eyes2", "scans3")),
                SMALL,
                InstantSource.fixed(Samples.MORNING),
                metrics);
        talk = Talk.to(service);
    }

    @AfterEach
    void stop() {
        talk.close();
        assertThat(intake.temporary).as("temporary files left behind").isEmpty();
    }

    @Test
    void aRawPhotographIsAcceptedWithAllItsFields() {
        HttpResponse<byte[]> response = talk.post(
                "/v1/captures?exam=E1&patient=P%207&laterality=OS&source=page&operator=op-1&task=scans3"
                        + "&priority=backlog&fileName=C%3A%5Cpics%5Cleft.jpg",
                photograph(1), "Idempotency-Key", "k1", "Content-Type", "image/jpeg");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(header(response, "Location"))
                .isEqualTo("/v1/captures/" + intake.captures.getFirst().id());
        assertThat(text(response)).contains("\"duplicate\":false", "\"state\":\"waiting\"", "\"laterality\":\"OS\"");
        Submission submission = intake.accepted.getFirst();
        assertThat(submission.identity().exam()).isEqualTo("E1");
        assertThat(submission.identity().patient()).contains("P 7");
        assertThat(submission.identity().laterality()).isEqualTo(Laterality.LEFT);
        assertThat(submission.identity().operator()).contains("op-1");
        assertThat(submission.task()).isEqualTo("scans3");
        assertThat(submission.priority()).isEqualTo(Priority.BACKLOG);
        assertThat(submission.fileName()).contains("left.jpg");
        assertThat(submission.idempotencyKey()).contains("k1");
    }

    @Test
    void aPhotographWithoutFieldsGetsAnExamOfItsOwnAndTheFirstTask() {
        talk.post("/v1/captures", photograph(1), "Content-Type", "application/x-www-form-urlencoded");
        talk.post("/v1/captures", photograph(1));

        assertThat(intake.accepted).hasSize(2).allSatisfy(submission -> {
            assertThat(submission.task()).isEqualTo("eyes2");
            assertThat(submission.identity().source()).isEqualTo("upload");
            assertThat(submission.identity().laterality()).isEqualTo(Laterality.UNKNOWN);
        });
        assertThat(intake.accepted.get(0).identity().exam())
                .isNotEqualTo(intake.accepted.get(1).identity().exam());
    }

    @Test
    void anAnswerWithinTheWaitIsCreatedNotMerelyAccepted() {
        grader = view -> Samples.found(view.capture(), 0.9);

        HttpResponse<byte[]> response = talk.post("/v1/captures?wait=2s", photograph(1));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(waits).containsExactly(Duration.ofSeconds(2));
        assertThat(text(response)).contains("\"verdict\":\"refer\"", "\"label\":\"Storm & stress\"");
    }

    @Test
    void noAnswerWithinTheWaitLeavesItWaiting() {
        HttpResponse<byte[]> response = talk.post("/v1/captures?wait=20ms", photograph(1));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(text(response)).contains("\"state\":\"waiting\"", "\"result\":null");
    }

    @Test
    void aFailureWhileWaitingDoesNotLookLikeARefusal() {
        grader = view -> {
            throw new IllegalStateException("no more listeners");
        };

        assertThat(talk.post("/v1/captures?wait=2s", photograph(1)).statusCode())
                .isEqualTo(202);
    }

    @Test
    void theSameKeyAndBytesAreAnsweredWithTheFirst() {
        talk.post("/v1/captures", photograph(1), "Idempotency-Key", "k");
        HttpResponse<byte[]> second = talk.post("/v1/captures", photograph(1), "Idempotency-Key", "k");
        HttpResponse<byte[]> other = talk.post("/v1/captures", photograph(2), "Idempotency-Key", "k");

        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(text(second))
                .contains("\"duplicate\":true", intake.captures.getFirst().id().toString());
        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(intake.accepted).hasSize(1);
    }

    @Test
    void aFieldThatCannotBeIsRefusedByNameBeforeAnythingIsStored() {
        assertThat(refused("/v1/captures?laterality=both")).contains("laterality must be OD or OS, was \\\"both\\\"");
        assertThat(refused("/v1/captures?lateralty=OD")).contains("unknown query parameter \\\"lateralty\\\"");
        assertThat(refused("/v1/captures?priority=stateless")).contains("priority must be live or backlog");
        assertThat(refused("/v1/captures?wait=31s")).contains("wait must be a time such as");
        assertThat(refused("/v1/captures?wait=soon")).contains("wait must be a time such as");
        assertThat(refused("/v1/captures?exam=" + "x".repeat(129))).contains("exam must be 1 to 128 characters");
        assertThat(refused("/v1/captures?patient=a%00b")).contains("patient must be 1 to 128 characters");
        assertThat(text(talk.post("/v1/captures", photograph(1), "Idempotency-Key", "k".repeat(129))))
                .contains("Idempotency-Key must be 1 to 128 characters");
        assertThat(intake.accepted).isEmpty();
        assertThat(turnedAway).hasSize(8).containsOnly(UploadMetrics.Reason.BAD_REQUEST);
    }

    private String refused(String path) {
        HttpResponse<byte[]> response = talk.post(path, photograph(1));
        assertThat(response.statusCode()).as(path).isEqualTo(400);
        return text(response);
    }

    @Test
    void aTaskWithoutAModelIsNotFound() {
        HttpResponse<byte[]> response = talk.post("/v1/captures?task=ears", photograph(1));

        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(text(response)).contains("there is no model for task \\\"ears\\\", only for eyes2, scans3");
        assertThat(turnedAway).containsExactly(UploadMetrics.Reason.UNKNOWN_TASK);
    }

    @Test
    void whatIsNoPictureIsUnsupported() {
        assertThat(talk.post("/v1/captures", "hello".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(415);
        assertThat(talk.post("/v1/captures", new byte[0]).statusCode()).isEqualTo(400);
    }

    @Test
    void aBodyAnnouncedTooLargeIsRefusedUnread() {
        String answer = talk.raw(
                "POST /v1/captures HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + (BYTES_MAX + 1) + "\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("over the limit of " + BYTES_MAX + " bytes");
        assertThat(turnedAway).containsExactly(UploadMetrics.Reason.TOO_LARGE);
    }

    @Test
    void aChunkedBodyIsCutOffAtTheCap() {
        byte[] large = new byte[BYTES_MAX + 5000];
        System.arraycopy(photograph(1), 0, large, 0, 4);

        HttpResponse<byte[]> response =
                talk.post("/v1/captures", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

        assertThat(response.statusCode()).isEqualTo(413);
        assertThat(intake.accepted).isEmpty();
    }

    @Test
    void aChunkedBodyUnderTheCapIsTaken() {
        byte[] bytes = photograph(3);

        HttpResponse<byte[]> response =
                talk.post("/v1/captures", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes)));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(intake.captures.getFirst().size()).isEqualTo(bytes.length);
    }

    @Test
    void halfAPhotographIsNeverTakenForAWholeOne() throws Exception {
        try (Socket socket = talk.connect()) {
            socket.getOutputStream().write(head("Content-Length: 1000"));
            socket.getOutputStream().write(photograph(1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        try (Socket socket = talk.connect()) {
            socket.getOutputStream().write(head("Transfer-Encoding: chunked"));
            socket.getOutputStream().write("1b\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(photograph(1));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(talk.post("/v1/captures", photograph(1)).statusCode()).isEqualTo(202);

        assertThat(intake.accepted).hasSize(1);
    }

    @Test
    void aSenderThatFallsSilentLosesItsConnectionAndItsTemporaryFile() throws Exception {
        WebSettings impatient = new WebSettings(
                "127.0.0.1",
                0,
                List.of(),
                1 << 20,
                16,
                64,
                Duration.ofMillis(300),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofSeconds(1));
        try (Talk quick = Talk.with(impatient, service);
                Socket socket = quick.connect()) {
            socket.getOutputStream().write(head("Content-Length: 1000"));
            socket.getOutputStream().write(photograph(1));

            int end = readToEnd(socket);

            assertThat(end).isEqualTo(-1);
        }
        assertThat(intake.accepted).isEmpty();
    }

    private static int readToEnd(Socket socket) {
        try {
            socket.getInputStream().readAllBytes();
            return -1;
        } catch (SocketTimeoutException stillOpen) {
            return 0;
        } catch (IOException reset) {
            return -1;
        }
    }

    private static byte[] head(String framing) {
        return ("POST /v1/captures HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void aRefusalOfTheSpoolSaysWhenToComeBack() {
        intake.next = Optional.of(new Acceptance.Refused(
                Acceptance.Reason.SPOOL_FULL, "1000 photographs wait already", Duration.ofMillis(2500)));

        HttpResponse<byte[]> response = talk.post("/v1/captures", photograph(1));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("3");
        assertThat(text(response)).isEqualTo("{\"error\":\"1000 photographs wait already\"}");
    }

    @Test
    void aSpoolThatIsFullAlreadyIsNotSentTheBody() {
        intake.refusal = Optional.of(new Acceptance.Refused(
                Acceptance.Reason.DISK_FULL, "the disk has 5 bytes free", Duration.ofSeconds(60)));

        HttpResponse<byte[]> response = talk.post("/v1/captures", photograph(1));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(text(response)).isEqualTo("{\"error\":\"the disk has 5 bytes free\"}");
        assertThat(intake.staged).hasValue(0);
    }

    @Test
    void aFullSpoolStillGivesARepeatItsCapture() {
        talk.post("/v1/captures", photograph(1), "Idempotency-Key", "k1");
        intake.refusal = Optional.of(new Acceptance.Refused(
                Acceptance.Reason.SPOOL_FULL, "64 live photographs wait already", Duration.ofSeconds(2)));

        HttpResponse<byte[]> repeat = talk.post("/v1/captures", photograph(1), "Idempotency-Key", "k1");

        assertThat(repeat.statusCode()).isEqualTo(200);
        assertThat(text(repeat))
                .contains(intake.captures.getFirst().id().toString())
                .contains("\"duplicate\":true");
        assertThat(talk.post("/v1/captures", photograph(2), "Idempotency-Key", "k2")
                        .statusCode())
                .isEqualTo(503);
    }

    @Test
    void roomIsSetAsideForWhatIsAnnounced() {
        byte[] bytes = photograph(1);

        talk.post("/v1/captures", bytes);

        assertThat(intake.promised).containsExactly((long) bytes.length);
    }

    @Test
    void moreUploadsThanPlacesAreSentAway() throws Exception {
        byte[] bytes = photograph(1);
        try (Socket first = begun(bytes);
                Socket second = begun(bytes)) {
            HttpResponse<byte[]> third = untilRefused();
            finish(first, bytes);
            finish(second, bytes);

            assertThat(third.statusCode()).isEqualTo(503);
            assertThat(header(third, "Retry-After")).isEqualTo("1");
            assertThat(status(first)).isEqualTo("HTTP/1.1 202 Accepted");
            assertThat(status(second)).isEqualTo("HTTP/1.1 202 Accepted");
        }
        assertThat(turnedAway).containsOnly(UploadMetrics.Reason.BUSY);
    }

    private Socket begun(byte[] bytes) throws IOException {
        Socket socket = talk.connect();
        socket.getOutputStream().write(head("Content-Length: " + bytes.length));
        socket.getOutputStream().write(bytes, 0, 5);
        return socket;
    }

    private static void finish(Socket socket, byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes, 5, bytes.length - 5);
    }

    private static String status(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    /// The two slow ones have begun to send; the server may need a moment to notice.
    private HttpResponse<byte[]> untilRefused() {
        HttpResponse<byte[]> response = talk.post("/v1/captures", photograph(9));
        while (response.statusCode() != 503) {
            response = talk.post("/v1/captures", photograph(9));
        }
        return response;
    }
}
