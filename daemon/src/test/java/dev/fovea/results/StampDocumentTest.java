package dev.fovea.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Laterality;
import dev.fovea.model.ModelStamp;
import dev.fovea.model.Result;
import dev.fovea.publish.rest.Samples;
import dev.fovea.store.AnswerRow;
import org.junit.jupiter.api.Test;

/// Who signed the model and when the camera was validated, as they are kept.
class StampDocumentTest {
    @Test
    void bothAreKeptWithTheAnswer() {
        Result result = Answers.findings(Samples.capture(1, "E1", Laterality.RIGHT), 0.7);

        ModelStamp kept =
                ResultDocument.fromRow(ResultDocument.toRow(result)).model().orElseThrow();

        assertThat(kept.signer()).contains("clinic");
        assertThat(kept.cameraValidatedAt()).contains(Answers.NOON);
    }

    @Test
    void anAnswerFromBeforeThereWereAnyReadsAsUnsignedAndNotValidated() {
        AnswerRow now = ResultDocument.toRow(Answers.findings(Samples.capture(1, "E1", Laterality.RIGHT), 0.7));
        String old = now.document().replaceAll(",\"signer\":\"clinic\",\"cameraValidatedMicros\":\\d+", "");
        assertThat(old).doesNotContain("clinic").isNotEqualTo(now.document());
        AnswerRow row =
                new AnswerRow(now.capture(), now.content(), now.outcome(), old, now.map(), now.answeredMicros());

        ModelStamp kept = ResultDocument.fromRow(row).model().orElseThrow();

        assertThat(kept.version()).isEqualTo("1.2.0");
        assertThat(kept.signer()).isEmpty();
        assertThat(kept.cameraValidatedAt()).isEmpty();
    }
}
