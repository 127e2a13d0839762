package dev.fovea.publish.kserve;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.instances.Readiness;
import dev.fovea.model.Priority;
import dev.fovea.publish.rest.Schemas;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the stateless door answers.
class KserveTest extends KserveDoor {
    @Test
    void healthFollowsTheEngines() {
        assertThat(text(talk.get("/v2/health/live"))).isEqualTo("{\"live\":true}");
        assertThat(text(talk.get("/v2/health/ready"))).isEqualTo("{\"ready\":true}");
        assertThat(text(talk.get("/v2/models/toy/ready"))).isEqualTo("{\"name\":\"toy\",\"ready\":true}");

        toy.readiness = new Readiness.NotReady("a golden image is answered wrongly");

        assertThat(talk.get("/v2/health/live").statusCode()).isEqualTo(200);
        assertThat(talk.get("/v2/health/ready").statusCode()).isEqualTo(503);
        assertThat(talk.get("/v2/models/toy/ready").statusCode()).isEqualTo(503);
        assertThat(text(talk.get("/v2/models/toy/versions/1.0.0/ready"))).contains("a golden image");
    }

    @Test
    void metadataSaysWhatIsTakenAndGiven() {
        assertThat(text(talk.get("/v2")))
                .isEqualTo("{\"name\":\"fovea\",\"version\":\"0.1.0\",\"extensions\":[\"binary_tensor_data\","
                        + "\"classification\",\"schedule_policy\",\"model_repository\"]}");
        JsonNode model = json(talk.get("/v2/models/toy/versions/1.0.0"));
        assertThat(model.at("/platform").asText()).isEqualTo("onnx_onnxv1");
        assertThat(model.at("/inputs/0/shape").toString()).isEqualTo("[-1,3,2,2]");
        assertThat(model.at("/inputs/1").toString()).contains("\"image\"", "BYTES", "[-1]");
        assertThat(model.at("/outputs/1/name").asText()).isEqualTo("cam");
        assertThat(model.at("/outputs/1/shape").toString()).isEqualTo("[-1,3,1,2]");
        assertThat(model.at("/outputs/3").toString())
                .isEqualTo("{\"name\":\"far\",\"datatype\":\"FP32\",\"shape\":[-1]}");
    }

    @Test
    void anUnknownModelOrVersionIsNotFound() {
        assertThat(text(talk.get("/v2/models/ears")))
                .isEqualTo("{\"error\":\"there is no model \\\"ears\\\", only toy\"}");
        assertThat(talk.post("/v2/models/ears/infer", new byte[1]).statusCode()).isEqualTo(404);
        assertThat(text(talk.get("/v2/models/toy/versions/2"))).contains("has version 1.0.0, not \\\"2\\\"");
    }

    @Test
    void flatJsonTensorsAreAnsweredInOrder() {
        JsonNode answer = ok("{\"id\":\"call 7\",\"inputs\":[{\"name\":\"input\",\"shape\":[2,3,2,2],"
                + "\"datatype\":\"FP32\",\"data\":[" + numbers(1) + "," + numbers(5) + "]}]}");

        assertThat(answer.at("/model_name").asText()).isEqualTo("toy");
        assertThat(answer.at("/model_version").asText()).isEqualTo("1.0.0");
        assertThat(answer.at("/id").asText()).isEqualTo("call 7");
        assertThat(answer.at("/outputs/0").toString())
                .isEqualTo("{\"name\":\"logits\",\"datatype\":\"FP32\",\"shape\":[2,3],"
                        + "\"data\":[1.0,1.0,-1.0,5.0,5.0,-1.0]}");
        assertThat(answer.at("/outputs/1/shape").toString()).isEqualTo("[2,3,1,2]");
        assertThat(answer.at("/outputs/2/name").asText()).isEqualTo("probabilities");
        assertThat(answer.at("/outputs/3").toString())
                .isEqualTo("{\"name\":\"far\",\"datatype\":\"FP32\",\"shape\":[2],\"data\":[0.0,0.0]}");
        assertThat(toy.requests).extracting(request -> request.priority()).containsOnly(Priority.STATELESS);
        assertThat(successes).containsExactly(2);
    }

    @Test
    void nestedJsonTensorsAreTakenWhateverTheOrderOfKeys() {
        JsonNode answer = ok("{\"unknown\":{\"a\":[1]},\"inputs\":[{\"data\":[[[[1,2],[3,4]],[[5,6],[7,8]],"
                + "[[9,10],[11,12.5]]]],\"datatype\":\"FP32\",\"shape\":[1,3,2,2],\"name\":\"input\"}],"
                + "\"outputs\":[{\"name\":\"logits\"}]}");

        assertThat(answer.at("/outputs")).hasSize(1);
        assertThat(answer.at("/outputs/0/data").toString()).isEqualTo("[1.0,12.5,-1.0]");
        assertThat(answer.has("id")).isFalse();
    }

    @Test
    void aDistanceIsAnOutputLikeAnyOther() {
        JsonNode answer = ok("{\"inputs\":[{\"name\":\"input\",\"shape\":[2,3,2,2],\"datatype\":\"FP32\",\"data\":["
                + "1,0,0,0,0,0,0,0,0,0,0,4, 2,0,0,0,0,0,0,0,0,0,0,0]}],\"outputs\":[{\"name\":\"far\"}]}");

        assertThat(answer.at("/outputs")).hasSize(1);
        assertThat(answer.at("/outputs/0/data").toString()).isEqualTo("[3.0,2.0]");
    }

    @Test
    void classificationGivesTheMostProbableAsText() {
        JsonNode answer = ok(tensor(
                numbers(3),
                "1,3,2,2",
                "\"outputs\":[{\"name\":\"logits\","
                        + "\"parameters\":{\"classification\":2}},"
                        + "{\"name\":\"probabilities\",\"parameters\":{\"classification\":9}}]"));

        assertThat(answer.at("/outputs/0").toString())
                .isEqualTo("{\"name\":\"logits\",\"datatype\":\"BYTES\",\"shape\":[1,2],"
                        + "\"data\":[\"3.000000:0:calm\",\"3.000000:1:storm\"]}");
        assertThat(answer.at("/outputs/1/data/0").asText()).isEqualTo("0.500000:1:storm");
        assertThat(answer.at("/outputs/1/shape").toString()).isEqualTo("[1,3]");
    }

    @Test
    void everyAnswerHasTheKeysItsDescriptionRequires() {
        Schemas schemas = Schemas.published();

        schemas.check("InferResponse", ok(tensor(numbers(3), "1,3,2,2", "\"id\":\"x\"")));
        schemas.check("ModelMetadata", json(talk.get("/v2/models/toy")));
        schemas.check("Ready", json(talk.get("/v2/health/ready")));
        schemas.check("ModelReady", json(talk.get("/v2/models/toy/ready")));
        schemas.check("Error", json(talk.get("/v2/models/ears")));
    }

    @Test
    void aTimeoutIsPassedOnAndAPriorityDoesNotJumpTheQueue() {
        ok(tensor(numbers(3), "1,3,2,2", "\"parameters\":{\"timeout\":1500,\"priority\":1}"));

        assertThat(toy.requests.getFirst().timeout()).contains(Duration.ofNanos(1_500_000));
        assertThat(toy.requests.getFirst().priority()).isEqualTo(Priority.STATELESS);
    }

    @Test
    void binaryTensorsGoInAndOut() throws IOException {
        String head = "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,3,2,2],\"datatype\":\"FP32\","
                + "\"parameters\":{\"binary_data_size\":48}}],\"parameters\":{\"binary_data_output\":true},"
                + "\"outputs\":[{\"name\":\"logits\"},"
                + "{\"name\":\"probabilities\",\"parameters\":{\"binary_data\":false}},"
                + "{\"name\":\"logits2\"}]}";
        String fixed = head.replace(",{\"name\":\"logits2\"}", "");

        HttpResponse<byte[]> response = binary(fixed, floats(7));
        int length = Integer.parseInt(header(response, LENGTH));
        JsonNode answer = JSON.readTree(response.body(), 0, length);
        ByteBuffer rest = ByteBuffer.wrap(response.body(), length, response.body().length - length)
                .order(ByteOrder.LITTLE_ENDIAN);

        assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
        assertThat(answer.at("/outputs/0/parameters/binary_data_size").asInt()).isEqualTo(12);
        assertThat(answer.at("/outputs/0").has("data")).isFalse();
        assertThat(answer.at("/outputs/1/data")).hasSize(3);
        assertThat(rest.remaining()).isEqualTo(12);
        assertThat(rest.getFloat()).isEqualTo(7);
        assertThat(text(binary(head, floats(7)))).contains("there is no output \\\"logits2\\\" of model toy");
    }

    @Test
    void binaryClassificationIsLengthAndText() throws IOException {
        String head = "{\"inputs\":[{\"name\":\"input\",\"shape\":[1,3,2,2],\"datatype\":\"FP32\",\"parameters\":"
                + "{\"binary_data_size\":48}}],\"outputs\":[{\"name\":\"probabilities\",\"parameters\":"
                + "{\"classification\":1,\"binary_data\":true}}]}";

        HttpResponse<byte[]> response = binary(head, floats(7));
        int length = Integer.parseInt(header(response, LENGTH));
        ByteBuffer rest = ByteBuffer.wrap(response.body(), length, response.body().length - length)
                .order(ByteOrder.LITTLE_ENDIAN);
        byte[] one = new byte[rest.getInt()];
        rest.get(one);

        assertThat(new String(one, StandardCharsets.UTF_8)).isEqualTo("0.500000:1:storm");
        assertThat(rest.hasRemaining()).isFalse();
    }

    @Test
    void aPictureIsTheWholeBodyWhateverCurlCallsIt() {
        for (String type : List.of("image/jpeg", "application/octet-stream", "application/x-www-form-urlencoded")) {
            assertThat(json(talk.post(INFER, ToyModel.picture(9), "Content-Type", type))
                            .at("/outputs/0/data/0")
                            .asInt())
                    .as(type)
                    .isEqualTo(9);
        }
        assertThat(talk.post(INFER, ToyModel.picture(9)).statusCode()).isEqualTo(200);
        assertThat(talk.post(INFER, ToyModel.picture(9), LENGTH, "0", "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(200);
        assertThat(talk.post(INFER, BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(ToyModel.picture(9))))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void severalPicturesComeAsBytesWithTheirLengths() {
        byte[] parts = lengthsAnd(ToyModel.picture(3), ToyModel.picture(8));

        HttpResponse<byte[]> response = binary(pictures(2, parts.length), parts);

        assertThat(json(response).at("/outputs/0/data").toString()).isEqualTo("[3.0,3.0,-1.0,8.0,8.0,-1.0]");
    }
}
