package dev.fovea.publish.kserve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fovea.http.BodyStream;
import dev.fovea.http.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Broken requests end in a refusal or in a whole call, never in anything else, and nothing stays borrowed.
class CallFuzzTest {
    private static final KserveSettings SETTINGS = new KserveSettings(100_000, 200_000, 4, 8, Duration.ofSeconds(1));
    private static final String TOKENS = "{}[]:,\"0123456789.eE+-tfn \\\u0000\u00FF";

    private final ServedModel model = new ToyModel().all().getFirst();
    private final Tensors tensors = new Tensors(SETTINGS.tensorsMax());

    @Test
    void brokenJsonIsRefusedNotSwallowed() throws IOException {
        Random random = new Random(7);
        byte[] whole = KserveDoor.tensor(
                        KserveDoor.numbers(3),
                        "1,3,2,2",
                        "\"id\":\"x\",\"parameters\":{\"timeout\":5},\"outputs\":[{\"name\":\"cam\"}]")
                .getBytes(StandardCharsets.ISO_8859_1);
        int taken = 0;

        for (int round = 0; round < 30_000; round++) {
            byte[] broken = broken(whole, random);
            taken += read(broken, "application/json", OptionalLong.empty());
        }

        assertThat(taken).as("some mutations are harmless, most are not").isBetween(1, 20_000);
        assertThat(tensors.free()).isEqualTo(SETTINGS.tensorsMax());
    }

    @Test
    void brokenBinaryRequestsAreRefusedNotSwallowed() throws IOException {
        Random random = new Random(8);
        String head = "{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"parameters\":"
                + "{\"binary_data_size\":8}}]}";
        byte[] whole = (head + "\u0004\u0000\u0000\u0000PIC9").getBytes(StandardCharsets.ISO_8859_1);

        for (int round = 0; round < 30_000; round++) {
            byte[] broken = broken(whole, random);
            long length = random.nextInt(10) == 0 ? random.nextLong(-5, 200) : head.length();
            read(broken, "", OptionalLong.of(length));
        }

        assertThat(tensors.free()).isEqualTo(SETTINGS.tensorsMax());
    }

    @Test
    void depthIsBounded() {
        byte[] deep = ("{\"inputs\":" + "[".repeat(100_000)).getBytes(StandardCharsets.ISO_8859_1);

        assertThatCode(() -> read(deep, "application/json", OptionalLong.empty()))
                .doesNotThrowAnyException();
    }

    private static byte[] broken(byte[] whole, Random random) {
        byte[] broken = whole.clone();
        int hits = 1 + random.nextInt(3);
        for (int i = 0; i < hits; i++) {
            broken[random.nextInt(broken.length)] = (byte) TOKENS.charAt(random.nextInt(TOKENS.length()));
        }
        return random.nextInt(4) == 0 ? java.util.Arrays.copyOf(broken, random.nextInt(broken.length)) : broken;
    }

    /// @return 1 when it was taken
    private int read(byte[] bytes, String type, OptionalLong headerLength) throws IOException {
        try (Tensors.Lease lease = tensors.lease()) {
            BodyStream body = new BodyStream(new ByteArrayInputStream(bytes), 100_000, OptionalLong.of(bytes.length));
            Call call = new CallReader(model, SETTINGS, lease).read(body, type, headerLength);
            assertThat(call.input().count()).isBetween(1, SETTINGS.imagesMax());
            return 1;
        } catch (Refusal refused) {
            assertThat(refused.status().code()).isIn(400, 413, 503);
            return 0;
        }
    }
}
