package dev.fovea.dicom.net;

import dev.fovea.dicom.CommitmentReport;
import dev.fovea.dicom.DicomException;
import dev.fovea.dicom.TransferSyntax;
import dev.fovea.dicom.net.ListenerMetrics.End;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/// One sender's connection, from its request to its end. On one virtual thread.
final class Association {
    /// A report on one object has some hundred bytes.
    private static final int REPORT_BYTES_MAX = 64 << 10;

    private final Wire wire;
    private final ListenerSettings settings;
    private final Storage storage;
    private final Commitments commitments;
    private final ListenerMetrics metrics;
    private Map<Integer, Negotiation.Accepted> contexts = Map.of();
    private String caller = "";

    /// What is left of the last P-DATA PDU.
    private ByteBuffer pdvs = ByteBuffer.allocate(0);

    private Optional<End> end = Optional.empty();

    Association(Wire wire, ListenerSettings settings, Parts parts) {
        this.wire = wire;
        this.settings = settings;
        this.storage = parts.storage();
        this.commitments = parts.commitments();
        this.metrics = parts.metrics();
    }

    /// What stands behind the listener.
    record Parts(Storage storage, Commitments commitments, ListenerMetrics metrics) {}

    /// @return how it ended, when in order
    /// @throws RejectedException when the sender is not wanted
    /// @throws IOException with a sentence when it broke
    End serve() throws IOException {
        Wire.Pdu first = wire.read(settings.silenceMax());
        if (first.type() != Wire.ASSOCIATE_REQUEST) {
            throw new IOException("a PDU of type " + first.type() + " came before an association");
        }
        AssociateRequest request = AssociateRequest.parse(first.body());
        Negotiation answer = Negotiation.of(request, settings);
        caller = request.calling();
        if (answer.rejected().isPresent()) {
            wire.write(Wire.ASSOCIATE_REJECT, answer.pdu().array());
            throw new RejectedException(answer.rejected().get());
        }
        contexts = answer.accepted();
        wire.write(Wire.ASSOCIATE_ACCEPT, answer.pdu().array());
        while (end.isEmpty()) {
            Optional<Pdv> pdv = next(true);
            if (pdv.isPresent()) {
                message(pdv.get());
            }
        }
        return end.get();
    }

    /// Not wanted, and told so.
    static final class RejectedException extends IOException {
        private static final long serialVersionUID = 1;

        RejectedException(String message) {
            super(message);
        }
    }

    /// The next piece; empty when the association is over, which only may be between two messages.
    private Optional<Pdv> next(boolean mayEnd) throws IOException {
        while (!pdvs.hasRemaining()) {
            Wire.Pdu pdu = wire.read(mayEnd ? settings.idleMax() : settings.silenceMax());
            switch (pdu.type()) {
                case Wire.DATA -> pdvs = pdu.body();
                case Wire.ABORT -> {
                    end = Optional.of(End.ABORTED);
                    if (!mayEnd) {
                        throw new IOException("the sender aborted in the middle of an object");
                    }
                    return Optional.empty();
                }
                case Wire.RELEASE_REQUEST -> {
                    if (!mayEnd) {
                        throw new IOException("the sender released in the middle of a message");
                    }
                    wire.write(Wire.RELEASE_REPLY, new byte[4]);
                    end = Optional.of(End.RELEASED);
                    return Optional.empty();
                }
                default -> throw new IOException("a PDU of type " + pdu.type() + " came within an association");
            }
        }
        return Optional.of(pdv());
    }

    private Pdv pdv() throws IOException {
        Pdv pdv = Pdv.take(pdvs);
        if (!contexts.containsKey(pdv.context())) {
            throw new IOException("presentation context " + pdv.context() + " was not accepted");
        }
        return pdv;
    }

    private Pdv must() throws IOException {
        return next(false).orElseThrow(() -> new IOException("the association ended within a message"));
    }

    private void message(Pdv first) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Pdv pdv = first;
        while (true) {
            if (!pdv.command() || pdv.context() != first.context()) {
                throw new IOException("a command is mixed with something else");
            }
            pdv.appendTo(bytes, CommandSet.BYTES_MAX);
            if (pdv.last()) {
                break;
            }
            pdv = must();
        }
        Command command = Command.parse(bytes.toByteArray());
        if (command.field() != Command.CANCEL) {
            Storage.Answer answer = answer(command, first.context());
            Pdv.writeCommand(wire, first.context(), command.response(answer).encoded());
        }
    }

    private Storage.Answer answer(Command command, int context) throws IOException {
        Negotiation.Accepted accepted = contexts.get(context);
        if (accepted == null) {
            throw new IOException("presentation context " + context + " was not accepted");
        }
        if (command.field() == Command.ECHO && !command.withDataSet()) {
            return Storage.Answer.STORED;
        }
        if (!command.withDataSet()) {
            return new Storage.Answer(Storage.Status.UNRECOGNIZED_OPERATION, "only C-ECHO and C-STORE");
        }
        DataSetStream dataSet = new DataSetStream(context);
        Storage.Answer answer;
        if (command.field() == Command.EVENT_REPORT && accepted.sopClass().equals(Commitments.SOP_CLASS)) {
            answer = heard(dataSet, accepted.syntax());
        } else if (command.field() != Command.STORE) {
            answer = new Storage.Answer(Storage.Status.UNRECOGNIZED_OPERATION, "only C-ECHO and C-STORE");
        } else if (!command.sopClass().equals(accepted.sopClass())
                || !Negotiation.PHOTOGRAPHS.contains(command.sopClass())) {
            answer = new Storage.Answer(Storage.Status.DOES_NOT_MATCH, "the SOP class is not that of the context");
        } else {
            answer = storage.store(
                    new Storage.Offer(
                            command.sopClass(), command.sopInstance(), accepted.syntax(), caller, command.urgent()),
                    dataSet);
        }
        dataSet.drain();
        if (command.field() == Command.STORE) {
            metrics.answered(answer.status());
        }
        return answer;
    }

    private Storage.Answer heard(DataSetStream dataSet, TransferSyntax syntax) throws IOException {
        byte[] bytes = dataSet.readNBytes(REPORT_BYTES_MAX + 1);
        if (bytes.length > REPORT_BYTES_MAX) {
            throw new IOException("a report on storage commitment has more than " + REPORT_BYTES_MAX + " bytes");
        }
        try {
            commitments.hear(CommitmentReport.read(bytes, syntax == TransferSyntax.EXPLICIT_LITTLE));
            return Storage.Answer.STORED;
        } catch (DicomException e) {
            throw new IOException(e.reason(), e);
        }
    }

    /// A data set as it comes; reading it reads the connection.
    private final class DataSetStream extends InputStream {
        private final int context;
        private ByteBuffer piece = ByteBuffer.allocate(0);
        private boolean last;
        private long seen;

        DataSetStream(int context) {
            this.context = context;
        }

        private boolean advance() throws IOException {
            while (!piece.hasRemaining()) {
                if (last) {
                    return false;
                }
                Pdv pdv = must();
                if (pdv.command() || pdv.context() != context) {
                    throw new IOException("a data set is mixed with something else");
                }
                piece = pdv.bytes();
                last = pdv.last();
                seen += piece.remaining();
                if (seen > settings.objectBytesMax()) {
                    throw new IOException("an object has more than " + settings.objectBytesMax() + " bytes");
                }
            }
            return true;
        }

        @Override
        public int read() throws IOException {
            return advance() ? piece.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            if (count == 0 || !advance()) {
                return count == 0 ? 0 : -1;
            }
            int length = Math.min(count, piece.remaining());
            piece.get(into, from, length);
            return length;
        }

        void drain() throws IOException {
            while (advance()) {
                piece.position(piece.limit());
            }
        }
    }
}
