package dev.fovea.dicom.net;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.CommitmentReport;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.AssociateAnswer.Proposal;
import dev.fovea.dicom.net.Commitments.Word;
import dev.fovea.dicom.net.StoreClient.Outcome;
import dev.fovea.dicom.net.StoreClient.Parcel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// Asks another application entity to keep an object for good (storage commitment, PS3.4 J). Any thread.
public final class CommitClient {
    private static final int REQUEST = 1;

    /// How long an answer is waited for: many archives give theirs at once, others in minutes, in an association of
    /// their own.
    private static final Duration WAIT_MAX = Duration.ofSeconds(2);

    /// Where it is asked again: an archive that takes a night over hundreds of objects would hold up all others. One
    /// that gives its answer at once gives it in this time.
    private static final Duration WAIT_AGAIN_MAX = Duration.ofMillis(250);

    /// How often it is looked whether the answer came in another association.
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);

    private final Peer peer;
    private final Parcel parcel;
    private final Commitments commitments;
    private final boolean again;
    private boolean asking;
    private boolean asked;
    private long until;

    private CommitClient(Peer peer, Parcel parcel, Commitments commitments) {
        this.peer = peer;
        this.parcel = parcel;
        this.commitments = commitments;
        this.again = commitments.word(peer, parcel.sopInstance()) instanceof Word.Awaited;
    }

    /// Asks, and waits some seconds to be told; what it says later is kept in `commitments`.
    ///
    /// @param parcel which the peer has stored
    /// @param commitments those that the listener has, too
    /// @return [Outcome.Stored] when the peer has committed itself
    public static Outcome commit(Peer peer, Parcel parcel, Commitments commitments) throws InterruptedException {
        CommitClient client = new CommitClient(peer, parcel, commitments);
        try {
            client.converse();
        } catch (IOException | DicomException e) {
            if (client.asking && !client.asked) {
                // Nobody knows whether it heard, so it gets the object and the question again. One that could not be
                // reached at all still owes its answer to an earlier question.
                commitments.forget(peer, parcel.sopInstance());
            }
            if (!client.asked) {
                return new Outcome.Later(peer + ": " + e.getMessage());
            }
        }
        // It may hang up once it was asked, and answer in an association of its own.
        return client.outcome(commitments.await(peer, parcel.sopInstance(), client.left()));
    }

    private Duration left() {
        return Duration.ofNanos(until - System.nanoTime());
    }

    /// Returns when the peer has said something, or too much time has passed.
    private void converse() throws IOException, DicomException {
        Proposal proposal = new Proposal(
                Commitments.SOP_CLASS,
                List.of(TransferSyntax.EXPLICIT_LITTLE.uid(), TransferSyntax.IMPLICIT_LITTLE.uid()));
        try (Requestor requestor = Requestor.open(peer, List.of(proposal))) {
            Requestor.Context context =
                    requestor.context(0).orElseThrow(() -> new IOException("it commits itself to no storage"));
            ask(requestor, context);
            while (commitments.word(peer, parcel.sopInstance()) instanceof Word.Awaited && left().isPositive()) {
                hear(requestor, context);
            }
            requestor.release();
        }
    }

    private void ask(Requestor requestor, Requestor.Context context) throws IOException, DicomException {
        boolean explicit = explicit(context);
        asking = true;
        String transaction = commitments.ask(peer, parcel.sopInstance());
        Attributes request = CommitmentReport.request(transaction, parcel.sopClass(), parcel.sopInstance());
        int message = requestor.message();
        requestor.send(
                context.id(),
                new CommandSet()
                        .withUid(CommandSet.REQUESTED_CLASS, Commitments.SOP_CLASS)
                        .with(CommandSet.FIELD, Command.ACTION)
                        .with(CommandSet.MESSAGE_ID, message)
                        .with(CommandSet.DATA_SET, 0)
                        .withUid(CommandSet.REQUESTED_INSTANCE, Commitments.SOP_INSTANCE)
                        .with(CommandSet.ACTION, REQUEST),
                explicit ? request.encoded() : request.encodedImplicitly());
        Requestor.Message answer = requestor.receive(peer.answerMax());
        if (answer.command().number(CommandSet.FIELD, -1) == Command.EVENT_REPORT) {
            // Some report before they have answered.
            heard(requestor, answer, explicit);
            answer = requestor.receive(peer.answerMax());
        }
        if (answer.command().number(CommandSet.ANSWERED_ID, -1) != message || answer.status() != 0) {
            throw new IOException(
                    "it answers the request to keep an object with " + Integer.toHexString(answer.status()) + " "
                            + answer.command().text(CommandSet.COMMENT));
        }
        asked = true;
        until = System.nanoTime() + (again ? WAIT_AGAIN_MAX : WAIT_MAX).toNanos();
    }

    private void hear(Requestor requestor, Requestor.Context context) throws IOException, DicomException {
        try {
            heard(requestor, requestor.receive(LOOK_EVERY), explicit(context));
        } catch (Wire.SilenceException notYet) {
            return;
        }
    }

    private void heard(Requestor requestor, Requestor.Message message, boolean explicit)
            throws IOException, DicomException {
        int field = message.command().number(CommandSet.FIELD, -1);
        if (field != Command.EVENT_REPORT) {
            throw new IOException("command " + Integer.toHexString(field) + " came where a report was due");
        }
        commitments.hear(CommitmentReport.read(message.dataSet(), explicit));
        requestor.send(message.context(), Command.of(message.command()).response(Storage.Answer.STORED));
    }

    private static boolean explicit(Requestor.Context context) {
        return context.syntax().equals(TransferSyntax.EXPLICIT_LITTLE.uid());
    }

    private Outcome outcome(Word word) {
        return switch (word) {
            case Word.Kept _ -> new Outcome.Stored();
            case Word.Failed(int reason) -> failed(peer, reason);
            case Word.Awaited _ ->
                new Outcome.Awaited(peer + " was asked to keep the object and has not said yet that it will");
            case Word.Unasked _ -> new Outcome.Later(peer + " was not asked to keep the object");
        };
    }

    /// By PS3.3 C.14.1.1: what will not be better next time is no reason to try again.
    public static Outcome failed(Peer peer, int reason) {
        String said = peer + " will not keep the object"
                + (reason < 0 ? "" : String.format(Locale.ROOT, ": failure reason %04X", reason));
        return switch (reason) {
            case 0x0119, 0x0122 -> new Outcome.Refused(said);
            default -> new Outcome.Later(said);
        };
    }
}
