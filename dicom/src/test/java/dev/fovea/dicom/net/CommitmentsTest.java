package dev.fovea.dicom.net;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.dicom.CommitmentReport;
import dev.fovea.dicom.net.Commitments.Word;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CommitmentsTest {
    private static final String OBJECT = "1.2.3";

    private final Commitments commitments = new Commitments();
    private final Peer archive =
            new Peer("127.0.0.1", 104, "ARCHIVE", "FOVEA", Duration.ofSeconds(1), Optional.empty());

    @Test
    void whatIsStillSaidToAnEarlierQuestionIsOfATimeBefore() {
        String first = commitments.ask(archive, OBJECT);
        String second = commitments.ask(archive, OBJECT);
        commitments.hear(failed(first));
        assertThat(commitments.take(archive, OBJECT)).isEqualTo(new Word.Failed(0x119));

        commitments.hear(failed(second));

        assertThat(commitments.take(archive, OBJECT)).isEqualTo(new Word.Unasked());
    }

    @Test
    void aWordThatCameBeforeTheNextQuestionStays() {
        String first = commitments.ask(archive, OBJECT);
        commitments.hear(kept(first));

        commitments.ask(archive, OBJECT);

        assertThat(commitments.take(archive, OBJECT)).isEqualTo(new Word.Kept());
    }

    private static CommitmentReport kept(String transaction) {
        return new CommitmentReport(transaction, Set.of(OBJECT), Map.of());
    }

    private static CommitmentReport failed(String transaction) {
        return new CommitmentReport(transaction, Set.of(), Map.of(OBJECT, 0x119));
    }
}
