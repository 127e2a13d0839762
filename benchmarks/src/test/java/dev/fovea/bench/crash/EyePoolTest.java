package dev.fovea.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EyePoolTest {
    private final EyePool eyes = new EyePool(3, 64, 99, FakeDaemon::expected);

    @Test
    void everyUploadHasItsOwnBytesAndKey() {
        List<Upload> uploads = Stream.generate(eyes::fresh).limit(12).toList();

        Set<String> hashes = new HashSet<>(uploads.stream().map(Upload::sha256).toList());
        Set<String> keys = new HashSet<>(uploads.stream().map(Upload::key).toList());
        assertThat(hashes).hasSize(12);
        assertThat(keys).hasSize(12);
    }

    @Test
    void theBytesSentAreTheBytesPromised() {
        Upload upload = eyes.fresh();

        ByteArrayOutputStream body = new ByteArrayOutputStream();
        eyes.body(upload).forEach(body::writeBytes);
        assertThat(Sha256.of(body.toByteArray()).hex()).isEqualTo(upload.sha256());
    }

    @Test
    void anExamIsOnePatientsRightAndLeftEye() {
        Upload first = eyes.fresh();
        Upload second = eyes.fresh();
        Upload third = eyes.fresh();

        assertThat(first.exam()).isEqualTo(second.exam()).isNotEqualTo(third.exam());
        assertThat(first.patient()).isEqualTo(second.patient()).isNotEqualTo(third.patient());
        assertThat(List.of(first.laterality(), second.laterality(), third.laterality()))
                .containsExactly("OD", "OS", "OD");
    }

    @Test
    void differentEyesHaveDifferentAnswers() {
        assertThat(eyes.expected()).doesNotHaveDuplicates().hasSize(3);
    }
}
