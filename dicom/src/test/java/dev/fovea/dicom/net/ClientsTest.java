package dev.fovea.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.Tag;
import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.StoreClient.Encoding;
import dev.fovea.dicom.net.StoreClient.Outcome;
import dev.fovea.dicom.net.StoreClient.Parcel;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What we make of peers, in order and not.
@Timeout(60)
class ClientsTest {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE.uid();

    private static Parcel parcel(int bytes) {
        return parcel(Sender.SECONDARY_CAPTURE, new byte[bytes]);
    }

    private static Parcel parcel(String sopClass, byte[] dataSet) {
        return new Parcel(sopClass, "1.2.34", List.of(new Encoding(EXPLICIT, () -> dataSet)));
    }

    private static Listener listener(Storage storage) {
        ListenerSettings settings = new ListenerSettings(
                "127.0.0.1",
                0,
                "ARCHIVE",
                Set.of("FOVEA"),
                4,
                4_096,
                1 << 20,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Optional.empty());
        return Listener.start(settings, storage, ListenerMetrics.NONE);
    }

    @Test
    void anObjectArrivesByteForByteInPdusThePeerTakes() {
        List<String> arrived = new ArrayList<>();
        byte[] dataSet = new byte[100_000];
        dataSet[99_999] = 7;
        Storage storage = (offer, in) -> {
            byte[] bytes = in.readAllBytes();
            arrived.add(offer.sopClass() + " " + offer.sopInstance() + " " + offer.syntax() + " " + bytes.length + " "
                    + bytes[99_999]);
            return Storage.Answer.STORED;
        };

        try (Listener listener = listener(storage)) {
            Outcome outcome =
                    StoreClient.store(OddPeer.peer(listener.port()), parcel(Sender.SECONDARY_CAPTURE, dataSet));

            assertThat(outcome).isEqualTo(new Outcome.Stored());
        }
        assertThat(arrived).containsExactly(Sender.SECONDARY_CAPTURE + " 1.2.34 EXPLICIT_LITTLE 100000 7");
    }

    /// JPEG-LS is nothing that our listener takes.
    @Test
    void theFirstEncodingThatThePeerTakesIsSentAndNoOtherIsMade() {
        List<String> arrived = new ArrayList<>();
        Storage storage = (offer, in) -> {
            arrived.add(offer.syntax() + " " + in.readAllBytes().length);
            return Storage.Answer.STORED;
        };
        Supplier<byte[]> never = () -> {
            throw new AssertionError("nobody takes it so");
        };
        Encoding foreign = new Encoding("1.2.840.10008.1.2.4.80", never);
        Encoding taken = new Encoding(TransferSyntax.IMPLICIT_LITTLE.uid(), () -> new byte[6]);
        Encoding later = new Encoding(EXPLICIT, never);

        try (Listener listener = listener(storage)) {
            Parcel parcel = new Parcel(Sender.SECONDARY_CAPTURE, "1.2.34", List.of(foreign, taken, later));
            assertThat(StoreClient.store(OddPeer.peer(listener.port()), parcel)).isEqualTo(new Outcome.Stored());

            Parcel strange = new Parcel(Sender.SECONDARY_CAPTURE, "1.2.34", List.of(foreign));
            assertThat(StoreClient.store(OddPeer.peer(listener.port()), strange))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused ->
                                    assertThat(refused.reason()).endsWith("in transfer syntax 1.2.840.10008.1.2.4.80"));
        }
        assertThat(arrived).containsExactly("IMPLICIT_LITTLE 6");
    }

    @Test
    void thePeersCommentReachesWhoeverReadsWhyItWasNotStored() {
        try (Listener listener =
                listener((_, _) -> new Storage.Answer(Storage.Status.OUT_OF_RESOURCES, "the disk is full"))) {
            assertThat(StoreClient.store(OddPeer.peer(listener.port()), parcel(10)))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class,
                            later -> assertThat(later.reason())
                                    .contains("ARCHIVE at 127.0.0.1", "A700", "the disk is full"));
        }
    }

    /// PS3.4 table B.2-1, PS3.7 annex C.
    @ParameterizedTest
    @CsvSource({
        "0000, Stored",
        "0111, Stored",
        "A700, Later",
        "A7FF, Later",
        "0110, Later",
        "FE00, Later",
        "A900, Refused",
        "C000, Refused",
        "CFFF, Refused",
        "0117, Refused",
        "0122, Refused",
        "B000, Refused",
        "B007, Refused"
    })
    void aStatusIsStoredLaterOrNever(String status, String outcome) {
        Outcome is = StoreClient.outcome("it", Integer.parseInt(status, 16), "");

        assertThat(is.getClass().getSimpleName()).isEqualTo(outcome);
    }

    @Test
    void anObjectThatThePeerDoesNotTakeIsRefusedForGood() {
        try (Listener listener = listener((_, _) -> Storage.Answer.STORED)) {
            Outcome outcome = StoreClient.store(
                    OddPeer.peer(listener.port()), parcel("1.2.840.10008.5.1.4.1.1.88.34", new byte[2]));

            assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void aPeerWhoDoesNotKnowUsMayKnowUsLater() {
        try (Listener listener = listener((_, _) -> Storage.Answer.STORED)) {
            Peer stranger = new Peer(
                    "127.0.0.1", listener.port(), "ARCHIVE", "STRANGER", Duration.ofSeconds(5), Optional.empty());

            assertThat(StoreClient.store(stranger, parcel(2)))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class,
                            later -> assertThat(later.reason()).contains("it does not know our title"));
        }
    }

    @Test
    void nobodyThereIsLater() throws Exception {
        int port;
        try (ServerSocket taken = new ServerSocket(0)) {
            port = taken.getLocalPort();
        }

        assertThat(StoreClient.store(OddPeer.peer(port), parcel(2))).isInstanceOf(Outcome.Later.class);
    }

    private static void later(OddPeer.Script script, String reason) throws IOException {
        try (OddPeer odd = new OddPeer(script)) {
            assertThat(StoreClient.store(odd.peer(), parcel(20_000)))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class,
                            later -> assertThat(later.reason()).contains(reason));
        }
    }

    @Test
    void aPeerThatIsSilentIsLeftAfterTheTimeForAnswers() throws Exception {
        later(line -> line.in().readAllBytes(), "nothing came in time");
        later(line -> line.accept(EXPLICIT).in().readAllBytes(), "nothing came in time");
    }

    @Test
    void aPeerThatReadsNothingAnyMoreIsLeftToo() throws Exception {
        try (OddPeer odd = new OddPeer(line -> {
            line.accept(EXPLICIT);
            LockSupport.parkNanos(Duration.ofSeconds(30).toNanos());
        })) {
            assertThat(StoreClient.store(odd.peer(), parcel(32 << 20)))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class,
                            later -> assertThat(later.reason()).contains("did not take a PDU in time"));
        }
    }

    @Test
    void halfAPduAHugeOneAndAnAbortAreLater() throws Exception {
        later(line -> line.say(new byte[] {2, 0, 0, 0}).in().readAllBytes(), "did not come to its end in time");
        later(line -> line.say(new byte[] {2, 0, 0x7f, -1, -1, -1}).in().readAllBytes(), "claims 2147483647 bytes");
        later(line -> line.say(Sender.pdu(Wire.ABORT, new byte[4])).hear(), "it aborts our association");
        later(
                line -> {
                    line.accept(EXPLICIT).hearDataSet();
                    line.say(Sender.pdu(Wire.ABORT, new byte[4])).in().readAllBytes();
                },
                "it aborted the association");
        later(line -> line.accept(EXPLICIT).hear(), "");
    }

    @Test
    void anAnswerToAnotherMessageIsNoAnswer() throws Exception {
        later(
                line -> {
                    line.accept(EXPLICIT).hearDataSet();
                    line.answer(stored(99)).in().readAllBytes();
                },
                "it answers message 99 where 1 was asked");
    }

    private static CommandSet stored(int message) {
        return new CommandSet()
                .with(CommandSet.FIELD, Command.STORE | Command.RESPONSE)
                .with(CommandSet.ANSWERED_ID, message)
                .with(CommandSet.DATA_SET, CommandSet.NO_DATA_SET)
                .with(CommandSet.STATUS, 0);
    }

    @Test
    void whatWasAnsweredStaysAnsweredWhenThePeerHangsUpInsteadOfReleasing() throws Exception {
        try (OddPeer odd = new OddPeer(line -> {
            line.accept(EXPLICIT).hearDataSet();
            line.answer(stored(1));
        })) {
            assertThat(StoreClient.store(odd.peer(), parcel(20_000))).isEqualTo(new Outcome.Stored());
        }
    }

    @Test
    void anEchoIsAnsweredOrSaysWhyNot() throws Exception {
        try (Listener listener = listener((_, _) -> Storage.Answer.STORED)) {
            EchoClient.echo(OddPeer.peer(listener.port()));
        }
        try (OddPeer odd = new OddPeer(line -> {
            line.hear();
            line.say(Sender.pdu(Wire.ASSOCIATE_REJECT, new byte[] {0, 1, 1, 7}));
        })) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> EchoClient.echo(odd.peer()))
                    .withMessageContaining("that is not its title");
        }
    }

    private static CommandSet match(int status, boolean withDataSet) {
        return new CommandSet()
                .with(CommandSet.FIELD, Command.FIND | Command.RESPONSE)
                .with(CommandSet.ANSWERED_ID, 1)
                .with(CommandSet.DATA_SET, withDataSet ? 0 : CommandSet.NO_DATA_SET)
                .with(CommandSet.STATUS, status);
    }

    private static final byte[] PATIENT =
            new Attributes().text(Tag.PATIENT_ID, "LO", "P1").encoded();

    private static void answer(OddPeer.Line line, int matches, int last) throws IOException {
        line.accept(EXPLICIT).hearDataSet();
        for (int i = 0; i < matches; i++) {
            line.answer(match(0xff00, true), PATIENT);
        }
        line.answer(match(last, false)).in().readAllBytes();
    }

    @Test
    void aQueryGivesItsMatches() throws Exception {
        try (OddPeer odd = new OddPeer(line -> answer(line, 2, 0))) {
            FindClient.Found found = FindClient.find(odd.peer(), new Attributes().text(Tag.PATIENT_ID, "LO"), 10);

            assertThat(found.more()).isFalse();
            assertThat(found.matches())
                    .hasSize(2)
                    .allSatisfy(match -> assertThat(match.dataSet()).isEqualTo(PATIENT));
        }
    }

    @Test
    void aQueryWithMoreMatchesThanWantedIsGivenUpAndSaysSo() throws Exception {
        try (OddPeer odd = new OddPeer(line -> answer(line, 5, 0))) {
            FindClient.Found found = FindClient.find(odd.peer(), new Attributes().text(Tag.PATIENT_ID, "LO"), 3);

            assertThat(found.more()).isTrue();
            assertThat(found.matches()).hasSize(3);
        }
    }

    @Test
    void aQueryThatFailsHalfwayHasNoMatches() throws Exception {
        try (OddPeer odd = new OddPeer(line -> answer(line, 2, 0xc001))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> FindClient.find(odd.peer(), new Attributes().text(Tag.PATIENT_ID, "LO"), 10))
                    .withMessageContaining("c001");
        }
    }
}
