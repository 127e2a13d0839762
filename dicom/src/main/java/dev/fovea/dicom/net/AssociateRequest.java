package dev.fovea.dicom.net;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a sender proposes (PS3.8 9.3.2).
///
/// @param served SOP classes of which the sender asks to be the provider (role selection, PS3.7 D.3.3.4)
record AssociateRequest(String called, String calling, List<Context> contexts, long pduBytesMax, Set<String> served) {
    private static final int PRESENTATION_CONTEXT = 0x20;
    private static final int USER_INFORMATION = 0x50;
    private static final int MAXIMUM_LENGTH = 0x51;
    private static final int ROLE_SELECTION = 0x54;
    private static final int ABSTRACT_SYNTAX = 0x30;
    private static final int TRANSFER_SYNTAX = 0x40;
    private static final int CONTEXTS_MAX = 128;
    private static final int RESERVED_BYTES = 32;

    /// A kind of object and how it may be encoded.
    record Context(int id, String sopClass, List<String> syntaxes) {}

    static AssociateRequest parse(ByteBuffer body) throws IOException {
        try {
            body.getInt();
            String called = title(body);
            String calling = title(body);
            body.position(body.position() + RESERVED_BYTES);
            List<Context> contexts = new ArrayList<>();
            User user = new User(0, Set.of());
            while (body.hasRemaining()) {
                int type = body.get() & 0xff;
                ByteBuffer item = item(body);
                if (type == PRESENTATION_CONTEXT) {
                    contexts.add(context(item));
                } else if (type == USER_INFORMATION) {
                    user = user(item);
                }
                if (contexts.size() > CONTEXTS_MAX) {
                    throw new IOException("more than " + CONTEXTS_MAX + " presentation contexts");
                }
            }
            return new AssociateRequest(called, calling, contexts, user.pduBytesMax(), user.served());
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the association request is broken", e);
        }
    }

    private static String title(ByteBuffer body) {
        byte[] title = new byte[16];
        body.get(title);
        return new String(title, StandardCharsets.ISO_8859_1).strip();
    }

    /// The value of an item whose type has been read.
    private static ByteBuffer item(ByteBuffer body) {
        body.get();
        int length = body.getShort() & 0xffff;
        ByteBuffer item = body.slice(body.position(), length);
        body.position(body.position() + length);
        return item;
    }

    private static Context context(ByteBuffer item) {
        int id = item.get() & 0xff;
        item.position(4);
        String sopClass = "";
        List<String> syntaxes = new ArrayList<>();
        while (item.hasRemaining()) {
            int type = item.get() & 0xff;
            String uid = uid(item(item));
            if (type == ABSTRACT_SYNTAX) {
                sopClass = uid;
            } else if (type == TRANSFER_SYNTAX) {
                syntaxes.add(uid);
            }
        }
        return new Context(id, sopClass, syntaxes);
    }

    private static String uid(ByteBuffer item) {
        return StandardCharsets.ISO_8859_1
                .decode(item)
                .toString()
                .replace('\0', ' ')
                .strip();
    }

    private record User(long pduBytesMax, Set<String> served) {}

    private static User user(ByteBuffer item) {
        long pduBytesMax = 0;
        Set<String> served = new HashSet<>();
        while (item.hasRemaining()) {
            int type = item.get() & 0xff;
            ByteBuffer part = item(item);
            if (type == MAXIMUM_LENGTH) {
                pduBytesMax = part.getInt() & 0xffffffffL;
            } else if (type == ROLE_SELECTION) {
                int length = part.getShort() & 0xffff;
                String uid = uid(part.slice(part.position(), length));
                // After the UID, whether it is to be the user, and whether the provider.
                if (part.get(part.position() + length + 1) == 1) {
                    served.add(uid);
                }
            }
        }
        return new User(pduBytesMax, served);
    }
}
