package dev.fovea.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An association that we ask for, as a service class user. Each wait is bounded by the peer's `answerMax`; an
/// interrupt on a virtual thread ends it at once. One thread.
final class Requestor implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Requestor.class.getName());

    /// The largest PDU that we take.
    private static final int PDU_BYTES_MAX = 128 << 10;

    /// The largest data set that we take in an answer: a worklist item has some kilobytes.
    private static final int DATA_SET_BYTES_MAX = 1 << 20;

    private final Peer peer;
    private final Wire wire;
    private final List<AssociateAnswer.Proposal> proposals;
    private AssociateAnswer accepted = new AssociateAnswer(Map.of(), 0);
    private ByteBuffer pdvs = ByteBuffer.allocate(0);
    private int messages;
    private boolean over;

    /// A command, and the data set behind it, empty where none is.
    @SuppressWarnings("ArrayRecordComponent") // Read once; compared by nobody.
    record Message(int context, CommandSet command, byte[] dataSet) {
        int status() throws IOException {
            return command.number(CommandSet.STATUS, -1);
        }
    }

    private Requestor(Peer peer, Wire wire, List<AssociateAnswer.Proposal> proposals) {
        this.peer = peer;
        this.wire = wire;
        this.proposals = List.copyOf(proposals);
    }

    /// @throws IOException with a sentence when the peer is not there, does not want us or does not answer in time
    static Requestor open(Peer peer, List<AssociateAnswer.Proposal> proposals) throws IOException {
        Requestor requestor = new Requestor(peer, connect(peer), proposals);
        try {
            requestor.associate();
            return requestor;
        } catch (IOException | RuntimeException e) {
            requestor.wire.close();
            throw e;
        }
    }

    private static Wire connect(Peer peer) throws IOException {
        Socket socket = new Socket();
        try {
            InetSocketAddress address = new InetSocketAddress(peer.host(), peer.port());
            if (address.isUnresolved()) {
                throw new IOException("nobody knows where " + peer.host() + " is");
            }
            socket.connect(address, (int) Math.min(peer.answerMax().toMillis(), Integer.MAX_VALUE));
            socket.setTcpNoDelay(true);
            Socket talk = peer.tls().isPresent()
                    ? Tls.towards(peer.tls().get()).wrap(socket, peer.host(), peer.answerMax())
                    : socket;
            return new Wire(socket, talk, peer.answerMax(), PDU_BYTES_MAX);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private void associate() throws IOException {
        wire.write(Wire.ASSOCIATE_REQUEST, AssociateAnswer.request(peer, proposals, PDU_BYTES_MAX));
        Wire.Pdu answer = wire.read(peer.answerMax());
        accepted = switch (answer.type()) {
            case Wire.ASSOCIATE_ACCEPT -> AssociateAnswer.parse(answer.body());
            case Wire.ASSOCIATE_REJECT ->
                throw new IOException("it rejects our association: " + rejection(answer.body()));
            case Wire.ABORT -> throw new IOException("it aborts our association");
            default -> throw new IOException("a PDU of type " + answer.type() + " answers our association request");
        };
    }

    /// PS3.8 table 9-21.
    private static String rejection(ByteBuffer body) {
        int source = body.limit() == 4 ? body.get(2) : 0;
        int reason = body.limit() == 4 ? body.get(3) : 0;
        String known = source == 1
                ? switch (reason) {
                    case 3 -> "it does not know our title";
                    case 7 -> "that is not its title";
                    default -> "it gives no reason";
                }
                : source == 3 && reason == 1
                        ? "it has too much to do for now"
                        : source == 3 && reason == 2 ? "it has too many associations for now" : "it gives no reason";
        return known + " (source " + source + ", reason " + reason + ")";
    }

    /// The presentation context accepted for a proposal, and its transfer syntax.
    ///
    /// @param index of the proposal
    Optional<Context> context(int index) {
        int id = 2 * index + 1;
        return Optional.ofNullable(accepted.syntaxes().get(id))
                .filter(syntax -> proposals.get(index).syntaxes().contains(syntax))
                .map(syntax -> new Context(id, syntax));
    }

    record Context(int id, String syntax) {}

    /// A number for the next message.
    int message() {
        messages++;
        return messages;
    }

    void send(int context, CommandSet command) throws IOException {
        Pdv.writeCommand(wire, context, command.encoded());
    }

    void send(int context, CommandSet command, byte[] dataSet) throws IOException {
        send(context, command);
        Pdv.writeDataSet(wire, context, dataSet, accepted.pduBytesMax());
    }

    /// The next message.
    ///
    /// @throws IOException when none comes in time, or what comes is none
    Message receive(Duration patience) throws IOException {
        Pdv first = next(patience);
        byte[] command = whole(first, true, CommandSet.BYTES_MAX);
        CommandSet set = CommandSet.parse(command);
        byte[] dataSet = set.withDataSet() ? whole(next(peer.answerMax()), false, DATA_SET_BYTES_MAX) : new byte[0];
        return new Message(first.context(), set, dataSet);
    }

    /// The answer to one of our messages.
    Message answer(int message, Duration patience) throws IOException {
        Message answer = receive(patience);
        int to = answer.command().number(CommandSet.ANSWERED_ID, -1);
        if (to != message) {
            throw new IOException("it answers message " + to + " where " + message + " was asked");
        }
        return answer;
    }

    private byte[] whole(Pdv first, boolean command, int bytesMax) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        Pdv pdv = first;
        while (true) {
            if (pdv.command() != command || pdv.context() != first.context()) {
                throw new IOException("a command is mixed with something else");
            }
            pdv.appendTo(whole, bytesMax);
            if (pdv.last()) {
                return whole.toByteArray();
            }
            pdv = next(peer.answerMax());
        }
    }

    private Pdv next(Duration patience) throws IOException {
        while (!pdvs.hasRemaining()) {
            Wire.Pdu pdu = wire.read(patience);
            if (pdu.type() != Wire.DATA) {
                over = true;
                throw new IOException(
                        pdu.type() == Wire.ABORT
                                ? "it aborted the association"
                                : "a PDU of type " + pdu.type() + " came where an answer was due");
            }
            pdvs = pdu.body();
        }
        return Pdv.take(pdvs);
    }

    /// Releases the association in order. What was answered before stays answered, whatever comes of this.
    void release() {
        if (over) {
            return;
        }
        over = true;
        try {
            wire.write(Wire.RELEASE_REQUEST, new byte[4]);
            wire.read(peer.answerMax());
        } catch (IOException goneAlready) {
            LOG.log(System.Logger.Level.DEBUG, "{0} did not release in order: {1}", peer, goneAlready.getMessage());
        }
    }

    /// Breaks it off when it was not released. Idempotent.
    @Override
    public void close() {
        try (wire) {
            if (!over) {
                over = true;
                wire.write(Wire.ABORT, new byte[4]);
            }
        } catch (IOException nobodyIsLeft) {
            LOG.log(System.Logger.Level.DEBUG, "{0} was gone: {1}", peer, nobodyIsLeft.getMessage());
        }
    }
}
