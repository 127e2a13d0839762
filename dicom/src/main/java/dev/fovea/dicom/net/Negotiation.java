package dev.fovea.dicom.net;

import dev.fovea.dicom.DicomFile;
import dev.fovea.dicom.TransferSyntax;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What we answer to a proposal. Pure.
///
/// @param rejected in a sentence, why there is no association; empty when there is one
/// @param pdu the answer's body
/// @param accepted per presentation context
record Negotiation(Optional<String> rejected, ByteBuffer pdu, Map<Integer, Accepted> accepted) {
    static final String VERIFICATION = "1.2.840.10008.1.1";

    /// Photographs. Tomographies are volumes and no single picture; no answer is given for one picture of many.
    static final Set<String> PHOTOGRAPHS = Set.of(
            "1.2.840.10008.5.1.4.1.1.77.1.5.1", // Ophthalmic Photography 8 Bit
            "1.2.840.10008.5.1.4.1.1.77.1.5.2", // Ophthalmic Photography 16 Bit
            "1.2.840.10008.5.1.4.1.1.77.1.4", // VL Photographic
            "1.2.840.10008.5.1.4.1.1.7", // Secondary Capture
            "1.2.840.10008.5.1.4.1.1.7.4"); // Multi-frame True Color Secondary Capture

    private static final Set<TransferSyntax> REPORT_SYNTAXES =
            Set.of(TransferSyntax.EXPLICIT_LITTLE, TransferSyntax.IMPLICIT_LITTLE);

    private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
    private static final int NO_SUCH_CLASS = 3;
    private static final int NO_SUCH_SYNTAX = 4;

    record Accepted(String sopClass, TransferSyntax syntax) {}

    static Negotiation of(AssociateRequest request, ListenerSettings settings) {
        if (!request.called().equals(settings.title())) {
            return reject(7, "called \"" + request.called() + "\", we are \"" + settings.title() + "\"");
        }
        if (!settings.callers().isEmpty() && !settings.callers().contains(request.calling())) {
            return reject(3, "caller \"" + request.calling() + "\" is not among dicom.callers");
        }
        Map<Integer, Accepted> accepted = new HashMap<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        begin(body, request.called(), request.calling());
        for (AssociateRequest.Context context : request.contexts()) {
            boolean report = reports(context, request);
            Optional<TransferSyntax> syntax = context.syntaxes().stream()
                    .flatMap(uid -> TransferSyntax.of(uid).stream())
                    .filter(one -> !report || REPORT_SYNTAXES.contains(one))
                    .findFirst();
            boolean known =
                    report || context.sopClass().equals(VERIFICATION) || PHOTOGRAPHS.contains(context.sopClass());
            int result = !known ? NO_SUCH_CLASS : syntax.isEmpty() ? NO_SUCH_SYNTAX : 0;
            if (result == 0) {
                accepted.put(context.id(), new Accepted(context.sopClass(), syntax.orElseThrow()));
            }
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            value.writeBytes(new byte[] {(byte) context.id(), 0, (byte) result, 0});
            item(
                    value,
                    0x40,
                    ascii(syntax.orElse(TransferSyntax.IMPLICIT_LITTLE).uid()));
            item(body, 0x21, value.toByteArray());
        }
        ByteArrayOutputStream user = new ByteArrayOutputStream();
        user.writeBytes(user((int) settings.pduBytesMax()));
        if (request.contexts().stream().anyMatch(context -> reports(context, request))) {
            item(user, 0x54, provider(Commitments.SOP_CLASS));
        }
        item(body, 0x50, user.toByteArray());
        return new Negotiation(Optional.empty(), ByteBuffer.wrap(body.toByteArray()), accepted);
    }

    /// Whether an archive comes to report on what it was asked to keep; it must ask to be the provider.
    private static boolean reports(AssociateRequest.Context context, AssociateRequest request) {
        return context.sopClass().equals(Commitments.SOP_CLASS)
                && request.served().contains(Commitments.SOP_CLASS);
    }

    /// The role selection of who calls to be the provider and not the user (PS3.7 D.3.3.4).
    static byte[] provider(String sopClass) {
        ByteArrayOutputStream role = new ByteArrayOutputStream();
        role.write(sopClass.length() >>> 8);
        role.write(sopClass.length());
        role.writeBytes(ascii(sopClass));
        role.writeBytes(new byte[] {0, 1});
        return role.toByteArray();
    }

    /// What a request and its answer begin with.
    static void begin(ByteArrayOutputStream body, String called, String calling) {
        body.writeBytes(new byte[] {0, 1, 0, 0});
        body.writeBytes(title(called));
        body.writeBytes(title(calling));
        body.writeBytes(new byte[32]);
        item(body, 0x10, ascii(APPLICATION_CONTEXT));
    }

    /// The user information: the largest PDU that we take, and who we are.
    static byte[] user(int pduBytesMax) {
        ByteArrayOutputStream user = new ByteArrayOutputStream();
        item(user, 0x51, ByteBuffer.allocate(4).putInt(pduBytesMax).array());
        item(user, 0x52, ascii(DicomFile.IMPLEMENTATION));
        item(user, 0x55, ascii("FOVEA"));
        return user.toByteArray();
    }

    /// @param reason of the service user: 3 calling title, 7 called title not recognized
    private static Negotiation reject(int reason, String sentence) {
        return new Negotiation(Optional.of(sentence), ByteBuffer.wrap(new byte[] {0, 1, 1, (byte) reason}), Map.of());
    }

    /// Rejected for now: too many associations (service provider, presentation related, local limit exceeded).
    static byte[] tooMany() {
        return new byte[] {0, 2, 3, 2};
    }

    static void item(ByteArrayOutputStream into, int type, byte[] value) {
        into.write(type);
        into.write(0);
        into.write(value.length >>> 8);
        into.write(value.length);
        into.writeBytes(value);
    }

    private static byte[] title(String text) {
        return ascii((text + " ".repeat(16)).substring(0, 16));
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
