package dev.fovea.exams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fovea.store.StoreException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is made of a report reads it in one way.
class FrozenExamTest {
    private static Report report(String exam) {
        return new Report("E1", 1, "T", Optional.empty(), Instant.EPOCH, "0".repeat(64), exam);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "\"exam\""})
    void whatIsNoObjectIsLostAndIsNotReadAsAnEmptyExam(String exam) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(() -> FrozenExam.read(report(exam)))
                .withMessage("the report of exam \"E1\" is not JSON")
                .matches(StoreException::lost);
    }

    @Test
    void aPhotographIsFoundByWhoNamesIt() {
        FrozenExam exam =
                FrozenExam.read(report("{\"patient\":null,\"eyes\":[{\"decisive\":\"2\"},{\"decisive\":null}],"
                        + "\"captures\":[{\"id\":\"1\"},{\"id\":\"2\",\"sha256\":\"ab\"}],"
                        + "\"chart\":[{\"kind\":\"note\",\"text\":\"a\"},{\"kind\":\"reading\",\"capture\":\"1\"}]}"));

        assertThat(exam.capture(exam.eyes().getFirst(), "decisive")
                        .path("sha256")
                        .asText())
                .isEqualTo("ab");
        assertThat(exam.capture(exam.eyes().getLast(), "decisive").isMissingNode())
                .isTrue();
        assertThat(exam.chart("reading"))
                .singleElement()
                .satisfies(reading -> assertThat(
                                exam.capture(reading, "capture").path("id").asText())
                        .isEqualTo("1"));
        assertThat(exam.chart("note")).extracting(JsonNode::size).containsExactly(2);
        assertThat(exam.patient()).isEmpty();
        assertThat(exam.order().isMissingNode()).isTrue();
    }
}
