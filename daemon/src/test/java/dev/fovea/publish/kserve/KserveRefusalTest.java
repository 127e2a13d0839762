package dev.fovea.publish.kserve;

import static dev.fovea.http.Talk.header;
import static dev.fovea.http.Talk.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.instances.Admission;
import dev.fovea.instances.InferenceAnswer;
import dev.fovea.instances.Readiness;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the stateless door refuses, and in which words.
class KserveRefusalTest extends KserveDoor {
    @Test
    void aPictureThatCannotBeGradedIsUnprocessable() {
        byte[] parts = lengthsAnd(ToyModel.picture(3), "junk".getBytes(StandardCharsets.US_ASCII));

        HttpResponse<byte[]> response = binary(pictures(2, parts.length), parts);

        assertThat(response.statusCode()).isEqualTo(422);
        assertThat(text(response)).contains("image 1 cannot be graded: The file could not be read as a picture.");
        assertThat(failures).containsExactly(KserveMetrics.Failure.OTHER);
        assertThat(toy.requests).isEmpty();
    }

    @Test
    void whatIsNotANumberIsNamedWithItsPlace() {
        assertThat(refused(tensor("1,2,NaN" + ",0".repeat(9), "1,3,2,2", ""))).contains("not well formed");
        assertThat(refused(tensor("1,2,1e39" + ",0".repeat(9), "1,3,2,2", "")))
                .contains("input \\\"input\\\" has Infinity at index 2: only finite numbers are taken");
        assertThat(refused(tensor("1,2,null" + ",0".repeat(9), "1,3,2,2", "")))
                .contains("input \\\"input\\\" must hold numbers, has null at index 2");
        assertThat(refused(tensor("1,\\\"x\\\"".replace("\\", ""), "1,3,2,2", "")))
                .contains("has text at index 1");
        ByteBuffer numbers =
                ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN).putFloat(20, Float.NaN);
        assertThat(text(binary(tensorHead("[1,3,2,2]", 48), numbers.array())))
                .contains("input \\\"input\\\" has NaN at index 5");
    }

    @Test
    void aNumberNoPictureHoldsIsRefusedWithItsPlace() {
        assertThat(refused(tensor("1,2,-2e6" + ",0".repeat(9), "1,3,2,2", "")))
                .contains("has -2000000.0 at index 2: only numbers from -1000000 to 1000000 are taken");
        ok(tensor("1,2,1e6" + ",0".repeat(9), "1,3,2,2", ""));
    }

    @Test
    void aPictureMayNotAnnounceMoreThanTheBodyHolds() {
        HttpResponse<byte[]> response = binary(pictures(1, 2_000_000_000), new byte[] {0, 0, 0, 0x70, 1});

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(text(response)).contains("binary_data_size of input \\\"image\\\" is 2000000000, the body has");
    }

    @Test
    void shapesTypesAndNamesAreCheckedByName() {
        assertThat(refused(tensor(numbers(1), "1,3,2,3", "")))
                .contains("shape of input \\\"input\\\" must be [1 to 4, 3, 2, 2], was [1, 3, 2, 3]");
        assertThat(refused(tensor(numbers(1), "5,3,2,2", ""))).contains("was [5, 3, 2, 2]");
        assertThat(refused(tensor(numbers(1), "0,3,2,2", ""))).contains("was [0, 3, 2, 2]");
        assertThat(refused(tensor(numbers(1), "2,3,2,2", ""))).contains("nested as [12] with 12 numbers");
        assertThat(refused(tensor("[1,2],[3]", "1,3,2,2", ""))).contains("lists of 2 and of 1 entries on one level");
        assertThat(refused(tensor("[1,2],3", "1,3,2,2", ""))).contains("mixes numbers and lists at index 2");
        assertThat(refused(tensor(numbers(1), "1,-3,2,2", ""))).contains("must be up to 8 whole numbers");
        assertThat(refused(tensor(numbers(1), "1,3,2,9223372036854775808", ""))).contains("whole numbers from 0");
        assertThat(refused(tensor("0" + ",0".repeat(60), "1,3,2,2", ""))).contains("has more than 48 numbers");
        assertThat(refused(tensor(numbers(1), "1,3,2,2", "").replace("FP32", "FP16")))
                .contains("datatype of input \\\"input\\\" must be FP32, was \\\"FP16\\\"");
        assertThat(refused(tensor(numbers(1), "1,3,2,2", "").replace("\"input\"", "\"pixels\"")))
                .contains("there is no input \\\"pixels\\\"");
        assertThat(refused("{}")).contains("inputs must hold one input, was absent");
        assertThat(refused("{\"inputs\":[{\"name\":\"image\",\"shape\":[1],\"datatype\":\"BYTES\",\"data\":[\"x\"]}]}"))
                .contains("pictures are taken as binary data only");
    }

    @Test
    void parametersAreCheckedByName() {
        assertThat(refused(tensor(numbers(1), "1,3,2,2", "\"parameters\":{\"priority\":4}")))
                .contains("priority must be");
        assertThat(refused(tensor(numbers(1), "1,3,2,2", "\"parameters\":{\"timeout\":-1}")))
                .contains("timeout must be");
        assertThat(refused(tensor(numbers(1), "1,3,2,2", "\"parameters\":{\"x\":[1]}")))
                .contains("parameter x of");
        assertThat(refused(tensor(numbers(1), "1,3,2,2", "\"id\":7"))).contains("id must be a text, was 7");
        assertThat(refused(tensor(
                        numbers(1),
                        "1,3,2,2",
                        "\"outputs\":[{\"name\":\"cam\",\"parameters\":{\"classification\":1}}]")))
                .contains("activation map");
        assertThat(refused(tensor(
                        numbers(1),
                        "1,3,2,2",
                        "\"outputs\":[{\"name\":\"far\",\"parameters\":{\"classification\":1}}]")))
                .contains("makes no sense of a distance");
        assertThat(refused(tensor(numbers(1), "1,3,2,2", "\"outputs\":[{\"name\":\"cam\"},{\"name\":\"cam\"}]")))
                .contains("\\\"cam\\\" is wanted twice");
    }

    @Test
    void lengthsThatDoNotAddUpAreNamed() {
        assertThat(text(binary(tensorHead("[1,3,2,2]", 44), new byte[44])))
                .contains("must be 48 for its shape", "was 44");
        assertThat(text(binary(tensorHead("[1,3,2,2]", 48), new byte[49]))).contains("more bytes than", "48");
        assertThat(text(binary(tensorHead("[1,3,2,2]", 48), new byte[47]))).contains("ends within input", "48");
        assertThat(text(binary(pictures(1, 6), new byte[] {9, 0, 0, 0, 1, 1}))).contains("announces 9 bytes");
        assertThat(text(binary(pictures(1, 9), new byte[] {4, 0, 0, 0, 1, 1, 1, 1, 1})))
                .contains("leaves 1 bytes");
        assertThat(text(talk.post(INFER, new byte[3], LENGTH, "10"))).contains("is 10, the body has only 3 bytes");
        assertThat(text(talk.post(INFER, new byte[3], LENGTH, "ten"))).contains("must be a whole number, was");
        assertThat(text(talk.post(INFER, new byte[3], LENGTH, "99999999"))).contains("must be 0 to 1048576");
        assertThat(talk.post(INFER, new byte[100_001]).statusCode()).isEqualTo(413);
    }

    @Test
    void aFullQueueIsToldAtOnceAndTheOthersAreWithdrawn() {
        toy.engine = request -> toy.requests.size() < 3
                ? toy.never(request)
                : new Admission.Refused(Admission.Reason.QUEUE_FULL, Duration.ofMillis(2100));

        HttpResponse<byte[]> response = post(tensor(numbers(1) + "," + numbers(2) + "," + numbers(3), "3,3,2,2", ""));

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(header(response, "Retry-After")).isEqualTo("3");
        assertThat(toy.unanswered).hasSize(2).allMatch(answer -> answer.isCancelled());
        assertThat(failures).containsExactly(KserveMetrics.Failure.REJECTED);
    }

    @Test
    void whatTheEngineCannotAnswerIsSaid() {
        toy.engine = request -> ToyModel.answered(new InferenceAnswer.Poisoned(request.id(), "it hangs"));
        HttpResponse<byte[]> poisoned = post(tensor(numbers(1), "1,3,2,2", ""));
        toy.engine = request -> ToyModel.answered(new InferenceAnswer.Abandoned(request.id(), "stopping"));
        HttpResponse<byte[]> abandoned = post(tensor(numbers(1), "1,3,2,2", ""));
        toy.engine = request -> ToyModel.answered(new InferenceAnswer.Expired(request.id(), Duration.ofMillis(9)));
        HttpResponse<byte[]> expired = post(tensor(numbers(1), "1,3,2,2", ""));
        toy.engine = toy::never;
        HttpResponse<byte[]> late = post(tensor(numbers(1), "1,3,2,2", ""));

        assertThat(poisoned.statusCode()).isEqualTo(422);
        assertThat(abandoned.statusCode()).isEqualTo(503);
        assertThat(expired.statusCode()).isEqualTo(503);
        assertThat(text(expired)).contains("image 0 waited 9 ms");
        assertThat(late.statusCode()).isEqualTo(503);
        assertThat(text(late)).contains("no answer within 300 ms");
        assertThat(toy.unanswered).allMatch(answer -> answer.isCancelled());
        assertThat(failures)
                .containsExactly(
                        KserveMetrics.Failure.BACKEND,
                        KserveMetrics.Failure.BACKEND,
                        KserveMetrics.Failure.REJECTED,
                        KserveMetrics.Failure.CANCELED);
    }

    @Test
    void theRepositoryListsAndReloads() {
        assertThat(text(talk.post("/v2/repository/index", new byte[0])))
                .isEqualTo("[{\"name\":\"toy\",\"version\":\"1.0.0\",\"state\":\"READY\",\"reason\":\"\"}]");
        assertThat(text(talk.post("/v2/repository/models/toy/load", new byte[0])))
                .isEqualTo("{}");

        toy.reloadFault = Optional.of("model.onnx does not have the hash its manifest gives");
        toy.readiness = new Readiness.NotReady("warming up");
        HttpResponse<byte[]> refused = talk.post("/v2/repository/models/toy/load", new byte[0]);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(text(refused)).contains("was not loaded, the one in use stays: model.onnx does not have the hash");
        assertThat(text(talk.post("/v2/repository/index", "{\"ready\":true}".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("[]");
        assertThat(talk.post("/v2/repository/models/ears/load", new byte[0]).statusCode())
                .isEqualTo(404);
        assertThat(text(talk.post(
                        "/v2/repository/models/toy/load", "{\"parameters\":{}}".getBytes(StandardCharsets.UTF_8))))
                .contains("parameters are not offered");
        assertThat(talk.post("/v2/repository/index", "[".getBytes(StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
    }
}
