package dev.fovea.dicom.net;

import dev.fovea.dicom.Attributes;
import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.AssociateAnswer.Proposal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Asks for a modality worklist (C-FIND, PS3.4 K). Any thread.
public final class FindClient {
    /// Modality Worklist Information Model.
    public static final String WORKLIST = "1.2.840.10008.5.1.4.31";

    private static final int MEDIUM = 0;
    private static final int PENDING = 0xff00;
    private static final int PENDING_WITHOUT_OPTIONAL_KEYS = 0xff01;

    private FindClient() {}

    /// One answer.
    ///
    /// @param explicit whether its elements say their value representation; little-endian either way
    @SuppressWarnings("ArrayRecordComponent") // Read once; compared by nobody.
    public record Match(byte[] dataSet, boolean explicit) {}

    /// What was found.
    ///
    /// @param more whether there were more than were asked for; they were given up
    public record Found(List<Match> matches, boolean more) {
        public Found {
            matches = List.copyOf(matches);
        }
    }

    /// @param identifier the keys, those to match and those to return
    /// @param matchesMax after so many no more is taken
    /// @throws IOException with a sentence when there is no complete answer
    public static Found find(Peer peer, Attributes identifier, int matchesMax) throws IOException {
        Proposal proposal = new Proposal(
                WORKLIST, List.of(TransferSyntax.EXPLICIT_LITTLE.uid(), TransferSyntax.IMPLICIT_LITTLE.uid()));
        try (Requestor requestor = Requestor.open(peer, List.of(proposal))) {
            Requestor.Context context =
                    requestor.context(0).orElseThrow(() -> new IOException("it has no modality worklist"));
            boolean explicit = context.syntax().equals(TransferSyntax.EXPLICIT_LITTLE.uid());
            int message = requestor.message();
            requestor.send(
                    context.id(),
                    new CommandSet()
                            .withUid(CommandSet.AFFECTED_CLASS, WORKLIST)
                            .with(CommandSet.FIELD, Command.FIND)
                            .with(CommandSet.MESSAGE_ID, message)
                            .with(CommandSet.PRIORITY, MEDIUM)
                            .with(CommandSet.DATA_SET, 0),
                    explicit ? identifier.encoded() : identifier.encodedImplicitly());
            List<Match> matches = new ArrayList<>();
            while (true) {
                Requestor.Message answer = requestor.answer(message, peer.answerMax());
                int status = answer.status();
                if (status == 0) {
                    requestor.release();
                    return new Found(matches, false);
                }
                if (status != PENDING && status != PENDING_WITHOUT_OPTIONAL_KEYS) {
                    throw new IOException("it answers the query with " + Integer.toHexString(status) + " "
                            + answer.command().text(CommandSet.COMMENT));
                }
                if (matches.size() == matchesMax) {
                    // Closing breaks the association off, which ends the query without waiting for the rest.
                    return new Found(matches, true);
                }
                matches.add(new Match(answer.dataSet(), explicit));
            }
        }
    }
}
