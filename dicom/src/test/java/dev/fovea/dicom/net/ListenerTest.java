package dev.fovea.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.ListenerMetrics.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenerTest {
    private static final byte[] OBJECT = new byte[5_000];
    private static final int ASSOCIATIONS_MAX = 4;

    private final List<Integer> received = new CopyOnWriteArrayList<>();
    private final List<End> ends = new CopyOnWriteArrayList<>();
    private int begun;
    private volatile Storage.Answer answer = Storage.Answer.STORED;
    private final Listener listener = Listener.start(
            settings(Set.of("CAMERA", "STORESCU", "ECHOSCU")),
            (offer, dataSet) -> {
                received.add(dataSet.readAllBytes().length);
                return answer;
            },
            new ListenerMetrics() {
                @Override
                public void ended(End end) {
                    ends.add(end);
                }
            });

    private static ListenerSettings settings(Set<String> callers) {
        return new ListenerSettings(
                "127.0.0.1",
                0,
                "FOVEA",
                callers,
                ASSOCIATIONS_MAX,
                65_536,
                1 << 20,
                Duration.ofSeconds(1),
                Duration.ofSeconds(10),
                Optional.empty());
    }

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void successIsSaidAfterTheObjectWasStored() throws IOException {
        try (Sender sender = sender()) {
            assertThat(sender.say(Sender.request()).hear().type()).isEqualTo(Wire.ASSOCIATE_ACCEPT);
            assertThat(sender.say(Sender.store(OBJECT)).hearStatus()).isZero();
            assertThat(received).containsExactly(OBJECT.length);
            assertThat(sender.say(Sender.release()).hear().type()).isEqualTo(Wire.RELEASE_REPLY);
            assertThat(sender.hear().type()).isEqualTo(-1);
        }
    }

    @Test
    void whenThereIsNoRoomTheSenderHearsA700AndMayGoOn() throws IOException {
        answer = new Storage.Answer(Storage.Status.OUT_OF_RESOURCES, "the disk is full");
        try (Sender sender = sender()) {
            sender.say(Sender.request()).hear();

            assertThat(sender.say(Sender.store(OBJECT)).hearStatus()).isEqualTo(0xa700);
            answer = Storage.Answer.STORED;
            assertThat(sender.say(Sender.store(OBJECT)).hearStatus()).isZero();
        }
    }

    @Test
    void onlyWhatIsDecodedIsAccepted() throws IOException {
        assertThat(contextResult(Sender.SECONDARY_CAPTURE, TransferSyntax.JPEG_BASELINE.uid()))
                .isZero();
        assertThat(contextResult(Sender.SECONDARY_CAPTURE, "1.2.840.10008.1.2.4.51"))
                .isEqualTo(4);
        assertThat(contextResult(Sender.SECONDARY_CAPTURE, "1.2.840.10008.1.2.4.80"))
                .isEqualTo(4);
        assertThat(contextResult("1.2.840.10008.5.1.4.1.1.2", TransferSyntax.EXPLICIT_LITTLE.uid()))
                .isEqualTo(3);
    }

    /// What the accepting PDU says about the one presentation context: fixed part 68, application context 25, then
    /// it.
    private int contextResult(String sopClass, String syntax) throws IOException {
        try (Sender sender = sender()) {
            Wire.Pdu pdu = sender.say(Sender.request("FOVEA", "CAMERA", sopClass, syntax))
                    .hear();
            return pdu.body().get(68 + 25 + 4 + 2);
        }
    }

    @Test
    void theWrongTitlesAreRejected() throws IOException {
        String syntax = TransferSyntax.EXPLICIT_LITTLE.uid();
        byte[][] wrong = {
            Sender.request("OTHER", "CAMERA", Sender.SECONDARY_CAPTURE, syntax),
            Sender.request("FOVEA", "STRANGER", Sender.SECONDARY_CAPTURE, syntax)
        };
        for (byte[] request : wrong) {
            try (Sender sender = sender()) {
                assertThat(sender.say(request).hear().type()).isEqualTo(Wire.ASSOCIATE_REJECT);
            }
        }
    }

    @Test
    void lengthsFromTheWireAreNotBelieved() throws IOException {
        byte[] huge = {4, 0, 0x7f, -1, -1, -1};
        byte[] pieceBeyondItsPdu = Sender.pdu(Wire.DATA, new byte[] {0x7f, -1, -1, -1, 1, 0});
        for (byte[] bad : List.of(huge, pieceBeyondItsPdu)) {
            try (Sender sender = sender()) {
                sender.say(Sender.request()).hear();

                assertThat(sender.say(bad).hear().type()).isEqualTo(Wire.ABORT);
            }
        }
        try (Sender sender = sender()) {
            assertThat(sender.say(new byte[] {1, 0, -1, -1, -1, -1}).hear().type())
                    .isEqualTo(Wire.ABORT);
        }
        assertThatItStillServes();
    }

    @Test
    void anObjectOverTheLimitEndsTheAssociation() throws IOException {
        try (Sender sender = sender()) {
            sender.say(Sender.request()).hear();
            byte[] store = Sender.store(new byte[120_000]);
            byte[] open = Arrays.copyOf(store, store.length - 60_012);
            sender.say(open);
            byte[] piece = Arrays.copyOfRange(open, open.length - 60_012, open.length);
            for (int i = 0; i < 17; i++) {
                sender.say(piece);
            }

            assertThat(sender.hear().type()).isEqualTo(Wire.ABORT);
        }
    }

    @Test
    void whoIsSilentIsSentAwayAndWhoComesTooManyIsToldSo() throws IOException {
        List<Sender> silent = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                silent.add(sender());
            }
            int rejected = 0;
            int aborted = 0;
            for (Sender sender : silent) {
                switch (sender.hear().type()) {
                    case Wire.ASSOCIATE_REJECT -> rejected++;
                    case Wire.ABORT -> aborted++;
                    default -> {}
                }
            }
            assertThat(rejected + aborted).isEqualTo(200);
            assertThat(aborted).isGreaterThanOrEqualTo(ASSOCIATIONS_MAX);
        } finally {
            for (Sender sender : silent) {
                sender.close();
            }
        }
        assertThatItStillServes();
    }

    /// Each ends in the middle of something; not one may be stored, keep its place, or stop the service.
    @Test
    void breakingOffAtAnyByteHurtsNobody() throws IOException {
        byte[] request = Sender.request();
        byte[] store = Sender.store(new byte[64]);
        for (int at = 0; at < request.length; at++) {
            try (Sender sender = sender()) {
                sender.say(Arrays.copyOf(request, at));
            }
        }
        for (int at = 0; at < store.length; at++) {
            awaitPlaces();
            try (Sender sender = sender()) {
                assertThat(sender.say(request).hear().type()).isEqualTo(Wire.ASSOCIATE_ACCEPT);
                sender.say(Arrays.copyOf(store, at));
            }
        }
        awaitPlaces();

        assertThat(received).isEmpty();
        assertThatItStillServes();
    }

    private Sender sender() throws IOException {
        begun++;
        return new Sender(listener.port());
    }

    /// Until every connection that was begun is over, those that still wait to be accepted too.
    private void awaitPlaces() {
        while (ends.size() < begun) {
            Thread.onSpinWait();
        }
    }

    private void assertThatItStillServes() throws IOException {
        awaitPlaces();
        try (Sender sender = sender()) {
            sender.say(Sender.request()).hear();
            assertThat(sender.say(Sender.store(OBJECT)).hearStatus()).isZero();
            sender.say(Sender.release()).hear();
        }
        awaitPlaces();
        assertThat(ends.getLast()).isEqualTo(End.RELEASED);
    }

    @Test
    void dcmtkIsUnderstood() throws Exception {
        Path collection =
                Path.of(System.getProperty("fovea.shared", "../../shared"), "data", "dicom", "pydicom", "test_files");
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/storescu")) && Files.isDirectory(collection),
                "skipped: storescu (Debian package dcmtk) or pydicom's test files are missing");
        String port = String.valueOf(listener.port());

        assertThat(run("echoscu", "-aec", "FOVEA", "127.0.0.1", port)).isZero();
        assertThat(run("storescu", "-aec", "FOVEA", "127.0.0.1", port, collection + "/SC_rgb_small_odd.dcm"))
                .isZero();
        assertThat(run(
                        "storescu",
                        "-xy",
                        "-aec",
                        "FOVEA",
                        "127.0.0.1",
                        port,
                        collection + "/SC_rgb_small_odd_jpeg.dcm"))
                .isZero();
        assertThat(run("storescu", "-xr", "-aec", "FOVEA", "127.0.0.1", port, collection + "/SC_rgb_rle.dcm"))
                .isZero();
        assertThat(run("echoscu", "-aec", "OTHER", "127.0.0.1", port)).isNotZero();
        assertThat(received).hasSize(3);
    }

    private static int run(String... words) throws Exception {
        Process process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }
}
