package dev.fovea.dicom.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What we propose, and what is accepted of it (PS3.8 9.3.2, 9.3.3).
///
/// @param syntaxes transfer syntax of each accepted presentation context
/// @param pduBytesMax the largest PDU the peer takes
record AssociateAnswer(Map<Integer, String> syntaxes, int pduBytesMax) {
    /// A kind of object or service, and how its data sets may be encoded.
    record Proposal(String sopClass, List<String> syntaxes) {}

    /// What is taken as unlimited, and the most that is sent in one PDU.
    private static final int PDU_BYTES = 64 << 10;

    private static final int PDU_BYTES_MIN = 1 << 10;

    /// The request's body. The contexts are numbered 1, 3, 5 and so on, in the order of the proposals.
    static byte[] request(Peer peer, List<Proposal> proposals, int pduBytesMax) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        Negotiation.begin(body, peer.called(), peer.calling());
        int id = 1;
        for (Proposal proposal : proposals) {
            ByteArrayOutputStream context = new ByteArrayOutputStream();
            context.writeBytes(new byte[] {(byte) id, 0, 0, 0});
            Negotiation.item(context, 0x30, Negotiation.ascii(proposal.sopClass()));
            proposal.syntaxes().forEach(syntax -> Negotiation.item(context, 0x40, Negotiation.ascii(syntax)));
            Negotiation.item(body, 0x20, context.toByteArray());
            id += 2;
        }
        Negotiation.item(body, 0x50, Negotiation.user(pduBytesMax));
        return body.toByteArray();
    }

    static AssociateAnswer parse(ByteBuffer body) throws IOException {
        try {
            body.position(68);
            Map<Integer, String> syntaxes = new HashMap<>();
            long pduBytesMax = 0;
            while (body.hasRemaining()) {
                int type = body.get() & 0xff;
                ByteBuffer item = item(body);
                if (type == 0x21) {
                    accepted(item, syntaxes);
                } else if (type == 0x50) {
                    pduBytesMax = pduBytesMax(item);
                }
            }
            long most = pduBytesMax == 0 ? PDU_BYTES : Math.min(pduBytesMax, PDU_BYTES);
            if (most < PDU_BYTES_MIN) {
                throw new IOException("it takes PDUs of " + most + " bytes, and we need " + PDU_BYTES_MIN);
            }
            return new AssociateAnswer(syntaxes, (int) most);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the answer to our association request is broken", e);
        }
    }

    private static void accepted(ByteBuffer item, Map<Integer, String> into) {
        int id = item.get() & 0xff;
        item.get();
        int result = item.get();
        item.get();
        Optional<String> syntax = Optional.empty();
        while (item.hasRemaining()) {
            int type = item.get() & 0xff;
            ByteBuffer part = item(item);
            if (type == 0x40) {
                syntax = Optional.of(StandardCharsets.ISO_8859_1
                        .decode(part)
                        .toString()
                        .replace('\0', ' ')
                        .strip());
            }
        }
        if (result == 0) {
            syntax.ifPresent(uid -> into.put(id, uid));
        }
    }

    private static long pduBytesMax(ByteBuffer item) {
        while (item.hasRemaining()) {
            int type = item.get() & 0xff;
            ByteBuffer part = item(item);
            if (type == 0x51) {
                return part.getInt() & 0xffffffffL;
            }
        }
        return 0;
    }

    /// The value of an item whose type has been read.
    private static ByteBuffer item(ByteBuffer body) {
        body.get();
        int length = body.getShort() & 0xffff;
        ByteBuffer item = body.slice(body.position(), length);
        body.position(body.position() + length);
        return item;
    }
}
