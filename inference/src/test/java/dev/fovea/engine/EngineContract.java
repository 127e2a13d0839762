package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/// What every engine must do, whatever runs underneath. The source under test runs [TinyNetwork].
public interface EngineContract {
    Offset<Float> CLOSE = within(1e-3f);

    /// A source of engines for batches of up to 4.
    EngineSource source();

    /// The same, with the network's distance in use.
    EngineSource sourceWithDistance();

    @Test
    default void theMetadataIsTheNetworks() {
        try (EngineSource source = source();
                Engine engine = source.open()) {
            EngineMetadata metadata = engine.metadata();

            assertThat(metadata).isEqualTo(source.metadata());
            assertThat(metadata.inputSize()).isEqualTo(TinyNetwork.SHAPE.inputSize());
            assertThat(metadata.mapSize()).isEqualTo(TinyNetwork.SHAPE.mapSize());
            assertThat(metadata.batchMax()).isEqualTo(4);
        }
    }

    @Test
    default void anAnswerIsWhatTheNetworkComputes() {
        try (EngineSource source = source();
                Engine engine = source.open()) {
            Scores answer = engine.run(List.of(TinyNetwork.image(1, 0.5f, -2))).getFirst();

            // By hand: 1*1 + 2*0.5 + 3*-2 = -4 in every cell of class 0; -1*1 + 0.5*0.5 = -0.75 of class 1.
            assertThat(answer.logits()).containsExactly(new float[] {-3.5f, -1}, CLOSE);
            assertThat(answer.map())
                    .containsExactly(new float[] {-4, -4, -4, -4, -0.75f, -0.75f, -0.75f, -0.75f}, CLOSE);
        }
    }

    @Test
    default void answersComeInTheOrderOfTheImagesWhateverTheBatchSizesBefore() {
        Random random = new Random(1);
        try (EngineSource source = source();
                Engine engine = source.open()) {
            for (int count : new int[] {1, 4, 2, 3, 1, 4}) {
                List<FloatBuffer> images = new ArrayList<>();
                for (int i = 0; i < count; i++) {
                    images.add(TinyNetwork.image(random.nextFloat(), random.nextFloat(), random.nextFloat()));
                }

                List<Scores> answers = engine.run(images);

                assertThat(answers).hasSize(count);
                for (int i = 0; i < count; i++) {
                    same(answers.get(i), TinyNetwork.answer(images.get(i)));
                }
            }
        }
    }

    @Test
    default void companyInTheBatchDoesNotChangeAnAnswer() {
        FloatBuffer image = TinyNetwork.image(1, 2, 3);
        FloatBuffer other = TinyNetwork.image(-100, 50, 1000);
        try (EngineSource source = source();
                Engine engine = source.open()) {
            Scores alone = engine.run(List.of(image)).getFirst();

            List<Scores> answers = engine.run(List.of(other, image, other));

            same(answers.get(1), alone);
        }
    }

    @Test
    default void anAnswerStaysWhatItWasWhenTheEngineRunsAgain() {
        try (EngineSource source = source();
                Engine engine = source.open()) {
            Scores first = engine.run(List.of(TinyNetwork.image(1, 1, 1))).getFirst();
            float[] logits = first.logits().clone();

            engine.run(List.of(TinyNetwork.image(9, 9, 9)));

            assertThat(first.logits()).containsExactly(logits);
        }
    }

    @Test
    default void anImageIsReadFromItsPositionAndLeftAlone() {
        FloatBuffer image = FloatBuffer.allocate(TinyNetwork.SHAPE.inputSize() + 5);
        image.position(5);
        image.duplicate().put(TinyNetwork.image(1, 2, 3));
        try (EngineSource source = source();
                Engine engine = source.open()) {

            Scores answer = engine.run(List.of(image)).getFirst();

            same(answer, TinyNetwork.answer(TinyNetwork.image(1, 2, 3)));
            assertThat(image.position()).isEqualTo(5);
        }
    }

    @Test
    default void aReadOnlyImageInTheMiddleOfADirectBufferIsReadWhereItLies() {
        FloatBuffer wanted = TinyNetwork.image(1, 2, 3);
        FloatBuffer buffer = ByteBuffer.allocateDirect(Float.BYTES * (wanted.remaining() + 7))
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        buffer.put(3, wanted, 0, wanted.remaining());
        buffer.position(3).limit(3 + wanted.remaining());
        try (EngineSource source = source();
                Engine engine = source.open()) {

            Scores answer = engine.run(List.of(buffer.asReadOnlyBuffer())).getFirst();

            same(answer, TinyNetwork.answer(wanted));
        }
    }

    @Test
    default void batchesOfNoneOrTooManyAreRefused() {
        try (EngineSource source = source();
                Engine engine = source.open()) {
            List<FloatBuffer> tooMany = Collections.nCopies(5, TinyNetwork.image(1, 2, 3));

            assertThatIllegalArgumentException().isThrownBy(() -> engine.run(tooMany));
            assertThatIllegalArgumentException().isThrownBy(() -> engine.run(List.of()));
        }
    }

    @Test
    default void anImageOfTheWrongSizeIsRefused() {
        FloatBuffer small = FloatBuffer.allocate(TinyNetwork.SHAPE.inputSize() - 1);
        FloatBuffer large = FloatBuffer.allocate(TinyNetwork.SHAPE.inputSize() + 1);
        try (EngineSource source = source();
                Engine engine = source.open()) {

            assertThatIllegalArgumentException().isThrownBy(() -> engine.run(List.of(small)));
            assertThatIllegalArgumentException().isThrownBy(() -> engine.run(List.of(large)));
        }
    }

    @Test
    default void anInputThatIsNotANumberIsAnEngineFaultAndTheNextBatchIsFine() {
        try (EngineSource source = source();
                Engine engine = source.open()) {
            for (float wicked : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
                assertThatExceptionOfType(EngineException.class)
                        .isThrownBy(() -> engine.run(List.of(TinyNetwork.image(1, wicked, 3))));
            }

            FloatBuffer good = TinyNetwork.image(1, 2, 3);
            same(engine.run(List.of(good)).getFirst(), TinyNetwork.answer(good));
        }
    }

    @Test
    default void theSelfTestPassesOnRightAnswersAndNamesAWrongOne() {
        FloatBuffer image = TinyNetwork.image(1, 2, 3);
        Scores right = TinyNetwork.answer(image);
        Scores wrongLogit = new Scores(new float[] {right.logits()[0], right.logits()[1] + 0.1f}, right.map());
        float[] map = right.map().clone();
        map[3] += 0.2f;
        Scores wrongMap = new Scores(right.logits(), map);
        try (EngineSource source = source();
                Engine engine = source.open()) {

            assertThat(engine.selfTest(List.of(new GoldenTensor("good", image, right, 0.01f))))
                    .isEmpty();
            assertThat(engine.selfTest(List.of(
                            new GoldenTensor("good", image, right, 0.01f),
                            new GoldenTensor("bad", image, wrongLogit, 0.01f))))
                    .hasValueSatisfying(
                            fault -> assertThat(fault).contains("bad").contains("logit 1"));
            assertThat(engine.selfTest(List.of(new GoldenTensor("bad", image, wrongMap, 0.01f))))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("map cell 3"));
        }
    }

    @Test
    default void eachImageHasItsOwnDistanceWhateverTheBatchSizesBefore() {
        List<FloatBuffer> images = List.of(
                TinyNetwork.image(1, 0.5f, -2), TinyNetwork.image(0, 0, 0), TinyNetwork.image(0.25f, -0.5f, 0.5f));
        try (EngineSource source = sourceWithDistance();
                Engine engine = source.open()) {
            assertThat(engine.metadata().distance()).isTrue();
            engine.run(List.of(TinyNetwork.image(3, 3, 3)));

            List<Scores> answers = engine.run(images);

            // By hand: (4 * 4 + 0.75 * 0.75) / 2, nothing at all, (0.75 * 0.75 + 0.5 * 0.5) / 2.
            assertThat(answers)
                    .extracting(answer -> answer.distance().orElseThrow())
                    .usingComparatorForType((a, b) -> Math.abs(a - b) < 1e-3 ? 0 : 1, Double.class)
                    .containsExactly(8.28125, 0.0, 0.40625);
        }
    }

    @Test
    default void aNetworkWhoseDistanceIsNotInUseTellsNone() {
        try (EngineSource source = source();
                Engine engine = source.open()) {
            assertThat(engine.metadata().distance()).isFalse();
            assertThat(engine.run(List.of(TinyNetwork.image(1, 2, 3)))
                            .getFirst()
                            .distance())
                    .isEmpty();
        }
    }

    @Test
    default void aDistanceThatIsNotFiniteIsAnEngineFaultAndTheNextBatchIsFine() {
        FloatBuffer good = TinyNetwork.image(1, 2, 3);
        try (EngineSource source = sourceWithDistance();
                Engine engine = source.open()) {
            // Its logits are finite, their squares are not.
            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> engine.run(List.of(TinyNetwork.image(0, 0, 1e20f))))
                    .withMessageContaining("distance");

            assertThat(engine.run(List.of(good)).getFirst().distance()).isPresent();
        }
    }

    @Test
    default void theSelfTestNamesAWrongDistance() {
        FloatBuffer image = TinyNetwork.image(1, 0.5f, -2);
        Scores right = TinyNetwork.answer(image);
        try (EngineSource source = sourceWithDistance();
                Engine engine = source.open()) {
            assertThat(engine.selfTest(List.of(golden(image, right, 8.28125f)))).isEmpty();
            // A quarter of what is wanted, and 0.02: 2.77 of 11, 2.82 of 11.2.
            assertThat(engine.selfTest(List.of(golden(image, right, 11)))).isEmpty();
            assertThat(engine.selfTest(List.of(golden(image, right, 11.2f))))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("known", "distance is 8.28"));
        }
        try (EngineSource source = source();
                Engine engine = source.open()) {
            assertThat(engine.selfTest(List.of(golden(image, right, 8.28125f))))
                    .hasValueSatisfying(fault -> assertThat(fault).contains("no distance"));
        }
    }

    private static GoldenTensor golden(FloatBuffer image, Scores answer, float distance) {
        return new GoldenTensor("known", image, new Scores(answer.logits(), answer.map(), distance), 1e-3f);
    }

    @Test
    default void closingTwiceIsFine() {
        EngineSource source = source();
        Engine engine = source.open();

        engine.close();
        engine.close();
        source.close();
        source.close();
    }

    @Test
    default void aRenewedSourceServesOldAndNewEngines() {
        FloatBuffer image = TinyNetwork.image(1, 2, 3);
        try (EngineSource source = source();
                Engine old = source.open()) {
            source.renew();

            try (Engine fresh = source.open()) {
                same(fresh.run(List.of(image)).getFirst(), TinyNetwork.answer(image));
                same(old.run(List.of(image)).getFirst(), TinyNetwork.answer(image));
            }
        }
    }

    @Test
    default void anInterruptionWhileIdleDoesNotTouchTheNextRun() {
        FloatBuffer image = TinyNetwork.image(1, 2, 3);
        try (EngineSource source = source();
                Engine engine = source.open()) {
            engine.interrupt();

            same(engine.run(List.of(image)).getFirst(), TinyNetwork.answer(image));
        }
    }

    private static void same(Scores answer, Scores wanted) {
        assertThat(answer.logits()).containsExactly(wanted.logits(), CLOSE);
        assertThat(answer.map()).containsExactly(wanted.map(), CLOSE);
    }
}
