package dev.fovea.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.model.Capture;
import dev.fovea.model.CaptureId;
import dev.fovea.model.Identity;
import dev.fovea.model.Laterality;
import dev.fovea.model.MediaType;
import dev.fovea.model.Outcome;
import dev.fovea.model.Priority;
import dev.fovea.model.Result;
import dev.fovea.model.Sha256;
import dev.fovea.model.Verdict;
import dev.fovea.store.AnswerRow;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ResultDocumentTest {
    @Test
    void bandsAndNoveltyAreReadBackAsTheyWereWritten() {
        Result written = Answers.doubted(capture(), 0.4);

        Result read = ResultDocument.fromRow(ResultDocument.toRow(written));

        assertThat(read).usingRecursiveComparison().isEqualTo(written);
        assertThat(((Outcome.Findings) read.outcome()).verdict()).isEqualTo(Verdict.UNCERTAIN);
    }

    @Test
    void anAnswerFromBeforeThereWereAnyIsReadWithoutThem() {
        AnswerRow row = ResultDocument.toRow(Answers.doubted(capture(), 0.4));
        String old = """
                {"verdict": "NO_SIGN", "timesNanos": {}, "scores": [
                  {"name": "sound", "finding": false, "probability": 0.6, "threshold": 0.5},
                  {"name": "sick", "finding": true, "probability": 0.4, "threshold": 0.5}]}""";

        Outcome.Findings findings = (Outcome.Findings) ResultDocument.fromRow(new AnswerRow(
                        row.capture(), row.content(), row.outcome(), old, row.map(), row.answeredMicros()))
                .outcome();

        assertThat(findings.verdict()).isEqualTo(Verdict.NO_SIGN);
        assertThat(findings.scores())
                .hasSize(2)
                .allSatisfy(score -> assertThat(score.band()).isEmpty());
        assertThat(findings.novelty()).isEmpty();
        assertThat(findings.doubts()).isEmpty();
    }

    private static Capture capture() {
        return new Capture(
                new CaptureId(new UUID(1, 1)),
                new Identity("exam", Optional.empty(), Laterality.LEFT, "camera", Optional.empty()),
                "eyes2",
                Priority.LIVE,
                Instant.EPOCH,
                Sha256.of(new byte[] {1}),
                1,
                MediaType.JPEG,
                Optional.empty());
    }
}
