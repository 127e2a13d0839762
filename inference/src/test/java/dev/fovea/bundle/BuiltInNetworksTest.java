package dev.fovea.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.Scores;
import dev.fovea.engine.onnx.OnnxEngines;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The networks that ship: what a network of two nodes cannot show.
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BuiltInNetworksTest {
    @ParameterizedTest
    @MethodSource("dev.fovea.bundle.Bundle#embeddedTasks")
    void companyInTheBatchDoesNotChangeAnAnswer(String task) {
        try (OnnxEngines source = source(task);
                Engine engine = source.open()) {
            FloatBuffer image = image(engine, 1);
            FloatBuffer other = image(engine, 2);

            Scores alone = engine.run(List.of(image)).getFirst();
            Scores together = engine.run(List.of(other, other, image, other)).get(2);

            assertThat(together.logits()).containsExactly(alone.logits(), within(1e-4f));
            assertThat(together.map()).containsExactly(alone.map(), within(1e-3f));
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fovea.bundle.Bundle#embeddedTasks")
    void oneValueThatIsNotANumberAnywhereIsAnEngineFault(String task) {
        try (OnnxEngines source = source(task);
                Engine engine = source.open()) {
            for (int at : new int[] {0, 100_000, engine.metadata().inputSize() - 1}) {
                FloatBuffer image = image(engine, 1);
                image.put(at, Float.NaN);

                assertThatExceptionOfType(EngineException.class).isThrownBy(() -> engine.run(List.of(image, image)));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.fovea.bundle.Bundle#embeddedTasks")
    void anotherPrecisionIsTheSameBundleWithAnotherNetwork(String task) {
        Bundle bundle = Bundle.embedded(task);

        Bundle small = bundle.inPrecision(OnnxEngines.NAME, "int8");

        assertThat(small.hash()).isEqualTo(bundle.hash());
        assertThat(small.signer()).isEqualTo(bundle.signer());
        assertThat(small.network(OnnxEngines.NAME).precision()).isEqualTo("int8");
        assertThat(small.networkHash(OnnxEngines.NAME)).isNotEqualTo(bundle.networkHash(OnnxEngines.NAME));
        assertThat(small.goldens(OnnxEngines.NAME).getFirst().tolerance())
                .isGreaterThan(bundle.goldens(OnnxEngines.NAME).getFirst().tolerance());
        assertThat(bundle.inPrecision(OnnxEngines.NAME, "fp16"))
                .as("a form that it does not have")
                .isSameAs(bundle);
    }

    @Test
    void anInterruptedRunFailsAndTheNextOneIsFine() {
        try (OnnxEngines source = source("fundus4");
                Engine engine = source.open()) {
            FloatBuffer image = image(engine, 1);
            Scores before = engine.run(List.of(image)).getFirst();

            CompletableFuture<Void> fails = CompletableFuture.runAsync(
                    () -> assertThatExceptionOfType(EngineException.class).isThrownBy(() -> runForEver(engine, image)));
            while (!fails.isDone()) {
                engine.interrupt();
                Thread.onSpinWait();
            }
            fails.join();

            assertThat(engine.run(List.of(image)).getFirst().logits()).containsExactly(before.logits());
        }
    }

    private static void runForEver(Engine engine, FloatBuffer image) {
        while (true) {
            assertThat(engine.run(Collections.nCopies(4, image))).hasSize(4);
        }
    }

    private static OnnxEngines source(String task) {
        return OnnxEngines.load(Bundle.embedded(task).network(OnnxEngines.NAME), 4);
    }

    private static FloatBuffer image(Engine engine, long seed) {
        FloatBuffer image = ByteBuffer.allocateDirect(
                        Float.BYTES * engine.metadata().inputSize())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        Random random = new Random(seed);
        while (image.hasRemaining()) {
            image.put(random.nextFloat(-1, 1));
        }
        return image.flip();
    }
}
