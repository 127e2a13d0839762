package dev.fovea.ingest.upload;

import static dev.fovea.publish.rest.Samples.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.http.Refusal;
import dev.fovea.spool.StageException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FormTest {
    private static final String TYPE = "multipart/form-data; boundary=BB";

    private final FakeIntake intake = new FakeIntake(10_000);
    private final Form form = new Form(intake, Optional.empty(), 1000);

    @Test
    void fieldsMayComeBeforeAndAfterThePhotograph() throws Exception {
        form.read(body(field("exam", "E1"), file(photograph(1)), field("laterality", "OD"), END), TYPE);

        assertThat(form.fields())
                .containsEntry("exam", "E1")
                .containsEntry("laterality", "OD")
                .containsEntry("fileName", "eye.jpg");
        assertThat(intake.temporary.values()).containsExactly(photograph(1));
    }

    @Test
    void aFieldIsUtf8AndMayBeEmpty() throws Exception {
        form.read(body(field("patient", "Zoë Ö"), field("operator", ""), file(photograph(1)), END), TYPE);

        assertThat(form.fields()).containsEntry("patient", "Zoë Ö").containsEntry("operator", "");
    }

    @Test
    void aBoundaryMayBeQuotedAndBytesMayLookLikeOne() throws Exception {
        byte[] tricky = "\u00FF\u00D8\u00FF\r\n--B\r\n--BX\r\n\r\n--".getBytes(StandardCharsets.ISO_8859_1);

        form.read(body(file(tricky), END), "multipart/form-data; charset=utf-8; boundary=\"BB\"");

        assertThat(intake.temporary.values()).containsExactly(tricky);
    }

    @Test
    void aFormThatIsNotWellFormedIsRefusedWithTheReason() {
        assertRefused("has no part named file", TYPE, field("exam", "E"), END);
        assertRefused("more than one part named file", TYPE, file(photograph(1)), file(photograph(2)), END);
        assertRefused("more than one part named exam", TYPE, field("exam", "a"), field("exam", "b"), END);
        assertRefused("unknown part \"exm\"", TYPE, field("exm", "a"), file(photograph(1)), END);
        assertRefused("exam is longer than 1024 bytes", TYPE, field("exam", "x".repeat(1025)), END);
        assertRefused("patient is not UTF-8", TYPE, part("form-data; name=\"patient\"", new byte[] {(byte) 0xC3}), END);
        assertRefused("no Content-Disposition", TYPE, "--BB\r\nX: y\r\n\r\nz\r\n", END);
        assertRefused("must name a boundary", "multipart/form-data", field("exam", "a"), END);
        assertRefused("must name a boundary", "multipart/form-data; boundary=" + "b".repeat(71), END);
        assertRefused("not well formed", TYPE, field("exam", "a" + "\0"), "--BB");
        assertRefused("has no part named file", TYPE, "nothing of the kind");
        assertRefused(
                "not well formed", TYPE, "--BB\r\nContent-Disposition: form-data; name=\"" + "n".repeat(5000), END);
    }

    @Test
    void moreFieldsThanThereCanBeAreNotReadForEver() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            many.append(field("exam" + i, "a"));
        }

        assertRefused("unknown part", TYPE, many.toString(), END);
    }

    @Test
    void aPhotographCutOffInTheMiddleIsNotTaken() throws Exception {
        Form cut = new Form(intake, Optional.empty(), 1000);
        ByteArrayInputStream half = body("--BB\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
                + new String(photograph(1), StandardCharsets.ISO_8859_1));

        assertThatExceptionOfType(StageException.class).isThrownBy(() -> cut.read(half, TYPE));
        assertThat(cut.staged()).isEmpty();
        assertThat(intake.temporary).isEmpty();
    }

    @Test
    void noRubbishGetsThroughOrBreaksIt() throws Exception {
        Random random = new Random(42);
        byte[] whole = bytes(field("exam", "E1"), file(photograph(1)), field("laterality", "OD"), END);

        for (int round = 0; round < 20_000; round++) {
            byte[] broken = whole.clone();
            int hits = 1 + random.nextInt(4);
            for (int i = 0; i < hits; i++) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Form fuzzed = new Form(intake, Optional.empty(), 1000);
            try {
                fuzzed.read(new ByteArrayInputStream(broken, 0, random.nextInt(broken.length + 1)), TYPE);
                assertThat(fuzzed.staged()).isPresent();
            } catch (Refusal | StageException | IOException refused) {
                // Any of the three is an answer; anything else fails the test.
            }
            fuzzed.staged().ifPresent(intake::discard);
        }

        assertThat(intake.temporary).isEmpty();
    }

    private static final String END = "--BB--\r\n";

    private void assertRefused(String sentence, String type, String... parts) {
        Form refused = new Form(intake, Optional.empty(), 1000);
        assertThatExceptionOfType(Refusal.class)
                .as(sentence)
                .isThrownBy(() -> refused.read(body(parts), type))
                .withMessageContaining(sentence);
        refused.staged().ifPresent(intake::discard);
    }

    private static String field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", value.getBytes(StandardCharsets.UTF_8));
    }

    private static String file(byte[] content) {
        return part("form-data; name=\"file\"; filename=\"eye.jpg\"\r\nContent-Type: image/jpeg", content);
    }

    /// As text of one character per byte.
    private static String part(String disposition, byte[] content) {
        return "--BB\r\nContent-Disposition: " + disposition + "\r\n\r\n"
                + new String(content, StandardCharsets.ISO_8859_1) + "\r\n";
    }

    private static ByteArrayInputStream body(String... parts) {
        return new ByteArrayInputStream(bytes(parts));
    }

    private static byte[] bytes(String... parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : parts) {
            bytes.writeBytes(part.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toByteArray();
    }
}
