package dev.fovea.dicom.net;

import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.AssociateAnswer.Proposal;
import java.io.IOException;
import java.util.List;

/// Asks another application entity whether it is there (C-ECHO, PS3.4 A). Any thread.
public final class EchoClient {
    private EchoClient() {}

    /// @throws IOException with a sentence when it is not, or does not want us
    public static void echo(Peer peer) throws IOException {
        Proposal proposal = new Proposal(Negotiation.VERIFICATION, List.of(TransferSyntax.IMPLICIT_LITTLE.uid()));
        try (Requestor requestor = Requestor.open(peer, List.of(proposal))) {
            Requestor.Context context =
                    requestor.context(0).orElseThrow(() -> new IOException("it does not answer to C-ECHO"));
            int message = requestor.message();
            requestor.send(
                    context.id(),
                    new CommandSet()
                            .withUid(CommandSet.AFFECTED_CLASS, Negotiation.VERIFICATION)
                            .with(CommandSet.FIELD, Command.ECHO)
                            .with(CommandSet.MESSAGE_ID, message)
                            .with(CommandSet.DATA_SET, CommandSet.NO_DATA_SET));
            int status = requestor.answer(message, peer.answerMax()).status();
            if (status != 0) {
                throw new IOException("it answers C-ECHO with " + Integer.toHexString(status));
            }
            requestor.release();
        }
    }
}
