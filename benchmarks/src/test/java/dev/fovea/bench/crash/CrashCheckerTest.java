package dev.fovea.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.bench.client.CaptureSeen;
import dev.fovea.bench.client.CaptureSeen.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three uploads, all in order; then each test plants one fault and the checker must name it.
class CrashCheckerTest {
    private final Ledger ledger = new Ledger();
    private final List<Upload> uploads = new ArrayList<>();
    private final List<CaptureSeen> captures = new ArrayList<>();
    private final Map<String, String> originals = new HashMap<>();

    @BeforeEach
    void threeInOrder() {
        for (int i = 0; i < 3; i++) {
            Upload upload = upload(i);
            uploads.add(upload);
            ledger.sending(upload);
            captures.add(capture(i, upload));
            originals.put("id-" + i, upload.sha256());
            ledger.acknowledged(upload, waiting(captures.get(i)));
        }
    }

    @Test
    void allInOrderIsClean() {
        assertThat(check().isClean()).isTrue();
        assertThat(check().answered()).isEqualTo(3);
    }

    @Test
    void aCaptureThatIsGoneIsLost() {
        captures.remove(1);

        assertThat(check().lost()).containsExactly("id-1: acknowledged, and the daemon does not know it");
        assertThat(check().answered()).isEqualTo(2);
        assertThat(check().isClean()).isFalse();
    }

    @Test
    void aCaptureThatNeverGetsItsAnswerIsLost() {
        captures.set(1, waiting(captures.get(1)));

        assertThat(check().lost()).containsExactly("id-1: acknowledged, and its state is waiting without an answer");
    }

    @Test
    void aDeadLetterIsLost() {
        CaptureSeen seen = captures.get(1);
        captures.set(
                1,
                with(
                        seen,
                        seen.exam(),
                        seen.laterality(),
                        seen.sha256(),
                        "dead",
                        Optional.of(new Answer("failed", Map.of(), Map.of(), "t1"))));

        assertThat(check().lost()).containsExactly("id-1: has a result, and its state is dead");
    }

    @Test
    void theSameUploadUnderTwoIdsIsTwice() {
        ledger.acknowledged(uploads.get(1), waiting(capture(7, uploads.get(1))));
        captures.add(capture(7, uploads.get(1)));
        originals.put("id-7", uploads.get(1).sha256());

        assertThat(check().twice()).singleElement().asString().contains("upload 1", "several ids");
    }

    @Test
    void aSecondCaptureThatNobodyWasToldAboutIsTwice() {
        captures.add(capture(7, uploads.get(1)));

        assertThat(check().twice()).containsExactly("id-7: a second capture of upload 1");
    }

    @Test
    void aCaptureListedTwiceIsTwice() {
        captures.add(captures.get(1));

        assertThat(check().twice()).containsExactly("id-1: listed 2 times");
    }

    @Test
    void anAnswerThatChangedAfterItWasSeenIsTwice() {
        Answer earlier = new Answer("findings", Map.of("a", 0.1, "b", 0.9), Map.of(), "earlier");
        ledger.answered("id-1", earlier);

        assertThat(check().twice()).containsExactly("id-1: was seen answered at earlier and now at t1");
    }

    @Test
    void anAnswerThatStaysTheSameIsNotTwice() {
        ledger.answered("id-1", captures.get(1).answer().orElseThrow());

        assertThat(check().isClean()).isTrue();
    }

    @Test
    void anotherOnesScoresAreMixedUp() {
        CaptureSeen seen = captures.get(1);
        captures.set(
                1,
                with(
                        seen,
                        seen.exam(),
                        seen.laterality(),
                        seen.sha256(),
                        "answered",
                        captures.get(2).answer()));

        assertThat(check().mixed())
                .singleElement()
                .asString()
                .startsWith("id-1: ")
                .contains("instead of");
    }

    @Test
    void scoresWithinTheToleranceAreTheSame() {
        Answer close = new Answer("findings", Map.of("a", 0.1009, "b", 0.9), Map.of(), "t1");
        CaptureSeen seen = captures.get(1);
        captures.set(1, with(seen, seen.exam(), seen.laterality(), seen.sha256(), "answered", Optional.of(close)));

        assertThat(check().isClean()).isTrue();
    }

    @Test
    void aScoreThatIsNoNumberIsMixedUp() {
        Answer broken = new Answer("findings", Map.of("a", Double.NaN, "b", 0.9), Map.of(), "t1");
        CaptureSeen seen = captures.get(1);
        captures.set(1, with(seen, seen.exam(), seen.laterality(), seen.sha256(), "answered", Optional.of(broken)));

        assertThat(check().mixed()).containsExactly("id-1: a is NaN instead of 0.1");
    }

    @Test
    void anotherPatientsExamIsMixedUp() {
        CaptureSeen seen = captures.get(1);
        captures.set(1, with(seen, "exam-2", seen.laterality(), seen.sha256(), "answered", seen.answer()));

        assertThat(check().mixed()).containsExactly("id-1: exam is exam-2 instead of exam-1");
    }

    @Test
    void theOtherEyeIsMixedUp() {
        CaptureSeen seen = captures.get(1);
        captures.set(1, with(seen, seen.exam(), "OS", seen.sha256(), "answered", seen.answer()));

        assertThat(check().mixed()).containsExactly("id-1: laterality is OS instead of OD");
    }

    @Test
    void anotherPicturesBytesAreMixedUp() {
        originals.put("id-1", uploads.get(2).sha256());

        assertThat(check().mixed()).singleElement().asString().contains("original handed out is sha-2");
    }

    @Test
    void bytesNeverSentForThatExamAreMixedUp() {
        captures.add(with(capture(9, uploads.get(1)), "exam-0", "OD", "sha-1", "answered", Optional.empty()));

        assertThat(check().mixed()).containsExactly("id-9: bytes and exam that were never sent together");
    }

    @Test
    void whatMustNotHappenAtAllIsNotClean() {
        ledger.odd("the daemon ended by itself");

        assertThat(check().odd()).containsExactly("the daemon ended by itself");
        assertThat(check().isClean()).isFalse();
    }

    private Reckoning check() {
        return CrashChecker.check(ledger.notes(), captures, originals, 1e-3);
    }

    private static Upload upload(int i) {
        Expected expected = new Expected("findings", Map.of("a", i / 10.0, "b", 1 - i / 10.0));
        return new Upload(i, "exam-" + i, "patient-" + i, "OD", "key-" + i, "sha-" + i, expected);
    }

    private static CaptureSeen capture(int id, Upload upload) {
        Answer answer = new Answer("findings", upload.expected().probabilities(), Map.of(), "t" + upload.number());
        return new CaptureSeen(
                "id-" + id,
                upload.exam(),
                Optional.of(upload.patient()),
                upload.laterality(),
                upload.sha256(),
                "answered",
                Optional.of(answer));
    }

    private static CaptureSeen waiting(CaptureSeen seen) {
        return with(seen, seen.exam(), seen.laterality(), seen.sha256(), "waiting", Optional.empty());
    }

    private static CaptureSeen with(
            CaptureSeen seen, String exam, String laterality, String sha256, String state, Optional<Answer> answer) {
        return new CaptureSeen(seen.id(), exam, seen.patient(), laterality, sha256, state, answer);
    }
}
