package dev.fovea.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.CommitmentReport;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.Commitments.Word;
import dev.fovea.dicom.net.StoreClient.Encoding;
import dev.fovea.dicom.net.StoreClient.Outcome;
import dev.fovea.dicom.net.StoreClient.Parcel;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What we make of archives that were asked to keep an object.
@Timeout(60)
class CommitClientTest {
    private static final String EXPLICIT = TransferSyntax.EXPLICIT_LITTLE.uid();
    private static final Parcel PARCEL =
            new Parcel(Sender.SECONDARY_CAPTURE, "1.2.34", List.of(new Encoding(EXPLICIT, () -> new byte[2])));

    private final Commitments commitments = new Commitments();

    private static Peer patient(OddPeer odd) {
        Peer peer = odd.peer();
        return new Peer(
                peer.host(), peer.port(), peer.called(), peer.calling(), Duration.ofSeconds(20), Optional.empty());
    }

    private static CommandSet answer(int status) {
        return new CommandSet()
                .with(CommandSet.FIELD, Command.ACTION | Command.RESPONSE)
                .with(CommandSet.ANSWERED_ID, 1)
                .with(CommandSet.DATA_SET, CommandSet.NO_DATA_SET)
                .with(CommandSet.STATUS, status);
    }

    private static CommandSet event(int type) {
        return new CommandSet()
                .withUid(CommandSet.AFFECTED_CLASS, Commitments.SOP_CLASS)
                .with(CommandSet.FIELD, Command.EVENT_REPORT)
                .with(CommandSet.MESSAGE_ID, 5)
                .with(CommandSet.DATA_SET, 0)
                .withUid(CommandSet.AFFECTED_INSTANCE, Commitments.SOP_INSTANCE)
                .with(CommandSet.EVENT, type);
    }

    private static String transaction(byte[] request) throws IOException {
        try {
            CommitmentReport asked = CommitmentReport.read(request, true);
            assertThat(asked.kept()).containsExactly("1.2.34");
            return asked.transaction();
        } catch (DicomException e) {
            throw new IOException(e);
        }
    }

    private static byte[] kept(String transaction) {
        return CommitmentReport.request(transaction, PARCEL.sopClass(), PARCEL.sopInstance())
                .encoded();
    }

    private static byte[] failed(String transaction, int reason) {
        Attributes object = new Attributes()
                .text(0x00081150, "UI", PARCEL.sopClass())
                .text(0x00081155, "UI", PARCEL.sopInstance())
                .numbers(0x00081197, reason);
        return new Attributes()
                .text(0x00081195, "UI", transaction)
                .items(0x00081198, List.of(object))
                .encoded();
    }

    @Test
    void anArchiveMayAnswerInOurAssociation() throws Exception {
        CompletableFuture<CommandSet> heard = new CompletableFuture<>();
        try (OddPeer odd = new OddPeer(line -> {
            String transaction = transaction(line.accept(EXPLICIT).hearDataSet());
            line.answer(answer(0)).answer(event(1), kept(transaction));
            byte[] response = line.hear();
            heard.complete(CommandSet.parse(Arrays.copyOfRange(response, 12, response.length)));
        })) {
            assertThat(CommitClient.commit(patient(odd), PARCEL, commitments)).isEqualTo(new Outcome.Stored());
        }

        assertThat(heard.get().number(CommandSet.FIELD, -1)).isEqualTo(Command.EVENT_REPORT | Command.RESPONSE);
        assertThat(heard.get().number(CommandSet.ANSWERED_ID, -1)).isEqualTo(5);
        assertThat(heard.get().number(CommandSet.STATUS, -1)).isZero();
    }

    @Test
    void anArchiveMayReportBeforeItAnswers() throws Exception {
        try (OddPeer odd = new OddPeer(line -> {
            String transaction = transaction(line.accept(EXPLICIT).hearDataSet());
            line.answer(event(1), kept(transaction)).hear();
            line.answer(answer(0)).hear();
        })) {
            assertThat(CommitClient.commit(patient(odd), PARCEL, commitments)).isEqualTo(new Outcome.Stored());
        }
    }

    private Listener listener() {
        ListenerSettings settings = new ListenerSettings(
                "127.0.0.1",
                0,
                "FOVEA",
                Set.of(),
                4,
                4_096,
                1 << 20,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                Optional.empty());
        return Listener.start(settings, (_, _) -> Storage.Answer.STORED, commitments, ListenerMetrics.NONE);
    }

    /// Calls the listener as an archive does, as the provider of storage commitment.
    ///
    /// @return the status of the answer
    private static int report(int port, byte[] dataSet) throws IOException {
        try (Sender archive = new Sender(port)) {
            archive.say(Sender.request(
                    "FOVEA",
                    "ARCHIVE",
                    Sender.context(Commitments.SOP_CLASS, EXPLICIT),
                    Negotiation.provider(Commitments.SOP_CLASS)));
            Wire.Pdu accepted = archive.hear();
            assertThat(accepted.type()).isEqualTo(Wire.ASSOCIATE_ACCEPT);
            assertThat(AssociateAnswer.parse(accepted.body()).syntaxes()).containsEntry(1, EXPLICIT);
            archive.say(Sender.piece(3, event(1).encoded())).say(Sender.piece(2, dataSet));
            return archive.hearStatus();
        }
    }

    @Test
    void anArchiveMayAnswerInAnAssociationOfItsOwnToOurListener() throws Exception {
        try (Listener listener = listener();
                OddPeer odd = new OddPeer(line -> {
                    String transaction = transaction(line.accept(EXPLICIT).hearDataSet());
                    line.answer(answer(0));
                    assertThat(report(listener.port(), kept(transaction))).isZero();
                })) {
            assertThat(CommitClient.commit(patient(odd), PARCEL, commitments)).isEqualTo(new Outcome.Stored());
        }
    }

    @Test
    void anAnswerThatComesTooLateIsKnownAtTheNextAttempt() throws Exception {
        CompletableFuture<String> transaction = new CompletableFuture<>();
        try (Listener listener = listener();
                OddPeer odd = new OddPeer(line -> {
                    transaction.complete(transaction(line.accept(EXPLICIT).hearDataSet()));
                    line.answer(answer(0)).in().readAllBytes();
                })) {
            assertThat(CommitClient.commit(odd.peer(), PARCEL, commitments))
                    .isInstanceOfSatisfying(
                            Outcome.Awaited.class,
                            awaited -> assertThat(awaited.reason()).contains("has not said yet"));
            assertThat(commitments.word(odd.peer(), "1.2.34")).isEqualTo(new Word.Awaited());

            assertThat(report(listener.port(), kept(transaction.get()))).isZero();

            assertThat(commitments.word(odd.peer(), "1.2.34")).isEqualTo(new Word.Kept());
        }
    }

    @Test
    void anArchiveThatCannotBeReachedStillOwesItsAnswerToAnEarlierQuestion() throws Exception {
        Peer gone;
        try (ServerSocket taken = new ServerSocket(0)) {
            gone = OddPeer.peer(taken.getLocalPort());
        }
        commitments.ask(gone, "1.2.34");

        assertThat(CommitClient.commit(gone, PARCEL, commitments)).isInstanceOf(Outcome.Later.class);

        assertThat(commitments.word(gone, "1.2.34")).isEqualTo(new Word.Awaited());
    }

    @Test
    void whatWasSaidMeanwhileIsNotForgotten() throws Exception {
        Peer peer = OddPeer.peer(1);
        String transaction = commitments.ask(peer, "1.2.34");
        commitments.hear(CommitmentReport.read(kept(transaction), true));

        commitments.forget(peer, "1.2.34");

        assertThat(commitments.word(peer, "1.2.34")).isEqualTo(new Word.Kept());
    }

    @Test
    void aReportThatAnswersNoRequestOfOursIsPassedOver() throws Exception {
        Peer peer = OddPeer.peer(1);
        String transaction = commitments.ask(peer, "1.2.34");
        try (Listener listener = listener()) {
            assertThat(report(listener.port(), kept(transaction + "1"))).isZero();
        }

        assertThat(commitments.word(peer, "1.2.34")).isEqualTo(new Word.Awaited());
    }

    @Test
    void whoDoesNotAskToBeTheProviderHasNothingToReport() throws Exception {
        try (Listener listener = listener();
                Sender archive = new Sender(listener.port())) {
            archive.say(Sender.request("FOVEA", "ARCHIVE", Commitments.SOP_CLASS, EXPLICIT));

            assertThat(AssociateAnswer.parse(archive.hear().body()).syntaxes()).isEmpty();
        }
    }

    @Test
    void anArchiveThatFailsSaysWhyAndOneThatDoesNotKnowTheServiceTriedAgain() throws Exception {
        try (OddPeer odd = new OddPeer(line -> {
            String transaction = transaction(line.accept(EXPLICIT).hearDataSet());
            line.answer(answer(0)).answer(event(2), failed(transaction, 0x0112)).hear();
        })) {
            assertThat(CommitClient.commit(patient(odd), PARCEL, commitments))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class,
                            later -> assertThat(later.reason()).contains("failure reason 0112"));
        }
        try (OddPeer odd = new OddPeer(line -> {
            line.accept(EXPLICIT).hearDataSet();
            line.answer(answer(0x0211)).hear();
        })) {
            assertThat(CommitClient.commit(patient(odd), PARCEL, commitments))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class,
                            later -> assertThat(later.reason()).contains("211"));
            assertThat(commitments.word(odd.peer(), "1.2.34")).isEqualTo(new Word.Unasked());
        }
        try (OddPeer odd =
                new OddPeer(line -> line.accept(TransferSyntax.DEFLATED.uid()).hear())) {
            assertThat(CommitClient.commit(patient(odd), PARCEL, commitments))
                    .isInstanceOfSatisfying(
                            Outcome.Later.class,
                            later -> assertThat(later.reason()).contains("it commits itself to no storage"));
        }
    }

    /// PS3.3 C.14.1.1.
    @ParameterizedTest
    @CsvSource({"0110, Later", "0112, Later", "0213, Later", "0131, Later", "0119, Refused", "0122, Refused"})
    void aReasonIsForNowOrForGood(String reason, String outcome) {
        Outcome is = CommitClient.failed(OddPeer.peer(1), Integer.parseInt(reason, 16));

        assertThat(is.getClass().getSimpleName()).isEqualTo(outcome);
    }
}
