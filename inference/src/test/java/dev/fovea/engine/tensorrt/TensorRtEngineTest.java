package dev.fovea.engine.tensorrt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineContract;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.TinyNetwork;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// The engine above TensorRT keeps the contract of every engine, on a GPU with memory of its own and on one that
/// shares the machine's.
class TensorRtEngineTest {
    private static final FloatBuffer IMAGE = TinyNetwork.image(1, 2, 3);

    private final FakeGpu gpu = new FakeGpu(false);
    private final FakeTensorRt tensorRt = new FakeTensorRt(TinyNetwork.SHAPE);

    @Nested
    class OnACard extends Contract {
        OnACard() {
            super(false);
        }
    }

    @Nested
    class OnABoard extends Contract {
        OnABoard() {
            super(true);
        }
    }

    abstract static class Contract implements EngineContract {
        private final boolean integrated;

        Contract(boolean integrated) {
            this.integrated = integrated;
        }

        @Override
        public EngineSource source() {
            return source(TinyNetwork.network());
        }

        @Override
        public EngineSource sourceWithDistance() {
            return source(TinyNetwork.networkWithDistance());
        }

        private EngineSource source(Network network) {
            TensorRtEngines.Parts parts =
                    new TensorRtEngines.Parts(new FakeTensorRt(network.shape()), new FakeGpu(integrated));
            return TensorRtEngines.load(parts, network, Precision.FP32, 4, () -> FakeTensorRt.file(1, 4));
        }
    }

    @Test
    void everythingIsGivenBackWhenItIsClosed() {
        try (EngineSource source = source(Precision.FP16, 1, 4);
                Engine engine = source.open()) {
            engine.run(List.of(IMAGE));
            source.renew();
            source.open().close();

            assertThat(gpu.open()).isPositive();
        }

        assertThat(gpu.open()).isZero();
        assertThat(tensorRt.open()).isZero();
    }

    @Test
    void whatTheGpuDoesNotWriteIsNoAnswer() {
        try (EngineSource source = source(Precision.FP16, 1, 4);
                Engine engine = source.open()) {
            engine.run(List.of(IMAGE));
            tensorRt.becomeLazy();

            assertThatExceptionOfType(EngineException.class).isThrownBy(() -> engine.run(List.of(IMAGE)));
        }
    }

    @Test
    void aBrokenGpuIsAnEngineFaultAndLeavesNothingOpen() {
        try (EngineSource source = source(Precision.FP16, 4)) {
            gpu.breakDown("the GPU's work failed: unspecified launch failure (CUDA status 719)");

            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(source::open)
                    .withMessageContaining("719");
            assertThat(gpu.open()).isZero();
        }
        assertThat(tensorRt.open()).isZero();
    }

    @Test
    void theAnswerSaysWhatItWasComputedWith() {
        try (EngineSource source = source(Precision.FP16, 4)) {
            assertThat(source.metadata().engine()).isEqualTo("tensorrt");
            assertThat(source.metadata().precision()).isEqualTo("fp16");
        }
    }

    @Test
    void anEngineThatIsNotThisNetworksIsRefused() {
        refused(4, "none of 3", 1, 2);
        NetworkShape other = new NetworkShape("input", 3, 2, 2, "scores", "cam", 2, 2, 2);
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> load(TinyNetwork.network(other), 4, FakeTensorRt.file(4)))
                .withMessageContaining("no scores");
        NetworkShape larger = new NetworkShape("input", 3, 4, 4, "logits", "cam", 2, 2, 2);
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> load(TinyNetwork.network(larger), 4, FakeTensorRt.file(4)))
                .withMessageContaining("input input must be float32 [-1, 3, 4, 4]");
        assertThat(tensorRt.open()).isZero();
    }

    private void refused(int batchMax, String complaint, int... ends) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> load(TinyNetwork.network(), batchMax, FakeTensorRt.file(ends)))
                .withMessageContaining(complaint);
    }

    private EngineSource source(Precision precision, int... ends) {
        return TensorRtEngines.load(
                new TensorRtEngines.Parts(tensorRt, gpu),
                TinyNetwork.network(),
                precision,
                4,
                () -> FakeTensorRt.file(ends));
    }

    private EngineSource load(Network network, int batchMax, ByteBuffer file) {
        return TensorRtEngines.load(
                new TensorRtEngines.Parts(tensorRt, gpu), network, Precision.FP32, batchMax, () -> file);
    }
}
