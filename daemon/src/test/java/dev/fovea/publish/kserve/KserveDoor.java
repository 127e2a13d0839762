package dev.fovea.publish.kserve;

import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fovea.http.Talk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// The stateless door over a toy model, and how these tests talk to it.
@Timeout(30)
abstract class KserveDoor {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String INFER = "/v2/models/toy/infer";
    static final String LENGTH = "Inference-Header-Content-Length";
    static final KserveSettings SMALL = new KserveSettings(100_000, 200_000, 4, 8, Duration.ofMillis(300));

    final ToyModel toy = new ToyModel();
    final List<KserveMetrics.Failure> failures = new CopyOnWriteArrayList<>();
    final List<Integer> successes = new CopyOnWriteArrayList<>();
    final InferRoutes infer = new InferRoutes(toy, new ImageStages(1, ToyModel::reader), SMALL, metrics());
    Talk talk;

    KserveMetrics metrics() {
        return new KserveMetrics() {
            @Override
            public void succeeded(String model, int images, Times times) {
                successes.add(images);
            }

            @Override
            public void failed(String model, Failure failure) {
                failures.add(failure);
            }
        };
    }

    @BeforeEach
    void start() {
        talk = Talk.to(new ModelRoutes(toy, "0.1.0"), infer);
    }

    @AfterEach
    void stop() {
        talk.close();
        assertThat(infer.tensorsFree()).as("tensors not given back").isEqualTo(SMALL.tensorsMax());
    }

    static String numbers(int value) {
        return (value + ",").repeat(ToyModel.SIZE - 1) + value;
    }

    static String tensor(String data, String shape, String more) {
        return "{\"inputs\":[{\"name\":\"input\",\"shape\":[" + shape + "],\"datatype\":\"FP32\",\"data\":[" + data
                + "]}]" + (more.isEmpty() ? "" : "," + more) + "}";
    }

    static String tensorHead(String shape, int size) {
        return "{\"inputs\":[{\"name\":\"input\",\"shape\":" + shape
                + ",\"datatype\":\"FP32\",\"parameters\":{\"binary_data_size\":" + size + "}}]}";
    }

    static String pictures(int count, int size) {
        return "{\"inputs\":[{\"name\":\"image\",\"shape\":[" + count
                + "],\"datatype\":\"BYTES\",\"parameters\":{\"binary_data_size\":" + size + "}}]}";
    }

    static byte[] floats(float value) {
        ByteBuffer bytes = ByteBuffer.allocate(ToyModel.SIZE * 4).order(ByteOrder.LITTLE_ENDIAN);
        while (bytes.hasRemaining()) {
            bytes.putFloat(value);
        }
        return bytes.array();
    }

    static byte[] lengthsAnd(byte[]... files) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] file : files) {
            bytes.writeBytes(new byte[] {(byte) file.length, 0, 0, 0});
            bytes.writeBytes(file);
        }
        return bytes.toByteArray();
    }

    HttpResponse<byte[]> binary(String head, byte[] rest) {
        byte[] json = head.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json);
        body.writeBytes(rest);
        return talk.post(INFER, body.toByteArray(), LENGTH, Integer.toString(json.length));
    }

    HttpResponse<byte[]> post(String body) {
        return talk.post(INFER, body.getBytes(StandardCharsets.UTF_8), "Content-Type", "application/json");
    }

    JsonNode ok(String body) {
        HttpResponse<byte[]> response = post(body);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(200);
        return json(response);
    }

    String refused(String body) {
        HttpResponse<byte[]> response = post(body);
        assertThat(response.statusCode()).as(text(response)).isEqualTo(400);
        return text(response);
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return JSON.readTree(response.body());
        } catch (IOException e) {
            throw new AssertionError(text(response), e);
        }
    }
}
