package dev.fovea.dicom.net;

import dev.fovea.dicom.net.AssociateAnswer.Proposal;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Sends one object to another application entity (C-STORE, PS3.4 B), in an association of its own. Any thread.
public final class StoreClient {
    private static final int MEDIUM = 0;

    private StoreClient() {}

    /// What is sent.
    ///
    /// @param encodings of the one object, the one that we prefer first
    public record Parcel(String sopClass, String sopInstance, List<Encoding> encodings) {
        public Parcel {
            encodings = List.copyOf(encodings);
        }
    }

    /// A way to send an object.
    ///
    /// @param syntax transfer syntax UID
    /// @param dataSet encoded so; made when it is sent
    public record Encoding(String syntax, Supplier<byte[]> dataSet) {}

    /// What the peer made of it.
    public sealed interface Outcome {
        /// It said that it has the object, and nothing beside that.
        record Stored() implements Outcome {}

        /// It looked at the object and will not have it, or has it otherwise than it was sent.
        record Refused(String reason) implements Outcome {}

        /// It has the object, was asked to keep it, and takes its time to say so. Of [CommitClient] only.
        record Awaited(String reason) implements Outcome {}

        /// It could not be reached, had no room, or anything else that may pass.
        record Later(String reason) implements Outcome {}
    }

    /// In the first encoding that the peer takes. Takes at most some times the peer's `answerMax`. An interrupt on a
    /// virtual thread breaks it off.
    public static Outcome store(Peer peer, Parcel parcel) {
        List<String> syntaxes =
                parcel.encodings().stream().map(Encoding::syntax).toList();
        List<Proposal> proposals = syntaxes.stream()
                .map(syntax -> new Proposal(parcel.sopClass(), List.of(syntax)))
                .toList();
        try (Requestor requestor = Requestor.open(peer, proposals)) {
            OptionalInt taken = IntStream.range(0, proposals.size())
                    .filter(i -> requestor.context(i).isPresent())
                    .findFirst();
            if (taken.isEmpty()) {
                requestor.release();
                return new Outcome.Refused(peer + " takes no objects of SOP class " + parcel.sopClass()
                        + " in transfer syntax " + String.join(" or ", syntaxes));
            }
            int index = taken.getAsInt();
            int message = requestor.message();
            requestor.send(
                    requestor.context(index).orElseThrow().id(),
                    command(parcel, message),
                    parcel.encodings().get(index).dataSet().get());
            Requestor.Message answer = requestor.answer(message, peer.answerMax());
            Outcome outcome =
                    outcome(peer.toString(), answer.status(), answer.command().text(CommandSet.COMMENT));
            requestor.release();
            return outcome;
        } catch (IOException e) {
            return new Outcome.Later(peer + ": " + e.getMessage());
        }
    }

    private static CommandSet command(Parcel parcel, int message) {
        return new CommandSet()
                .withUid(CommandSet.AFFECTED_CLASS, parcel.sopClass())
                .with(CommandSet.FIELD, Command.STORE)
                .with(CommandSet.MESSAGE_ID, message)
                .with(CommandSet.PRIORITY, MEDIUM)
                .with(CommandSet.DATA_SET, 0)
                .withUid(CommandSet.AFFECTED_INSTANCE, parcel.sopInstance());
    }

    /// What a status means, by PS3.4 table B.2-1 and PS3.7 C. A duplicate counts as stored: objects of ours have
    /// identities that follow
    /// from their contents, so that what stands there is what we sent before a death or a lost answer.
    ///
    /// @param who answered
    /// @param comment of whoever answered, may be empty
    public static Outcome outcome(String who, int status, String comment) {
        String said = who + " answers " + String.format(Locale.ROOT, "%04X", status & 0xffff)
                + (comment.isEmpty() ? "" : ": " + comment);
        return switch (status) {
            case 0x0000, 0x0111 -> new Outcome.Stored();
            case 0x0117, 0x0122, 0x0124 -> new Outcome.Refused(said);
            default ->
                switch (status >>> 8) {
                    case 0xa9 -> new Outcome.Refused(said);
                    // A warning: something of it was stored, and a person should see what.
                    case 0xb0 -> new Outcome.Refused(said + ", a warning");
                    default -> status >>> 12 == 0xc ? new Outcome.Refused(said) : new Outcome.Later(said);
                };
        };
    }
}
