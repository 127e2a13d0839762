package dev.fovea.engine.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.engine.Engine;
import dev.fovea.engine.EngineContract;
import dev.fovea.engine.EngineException;
import dev.fovea.engine.EngineSource;
import dev.fovea.engine.Network;
import dev.fovea.engine.NetworkShape;
import dev.fovea.engine.TinyNetwork;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OnnxEngineTest implements EngineContract {
    @Override
    public EngineSource source() {
        return OnnxEngines.load(TinyNetwork.network(), 4);
    }

    @Override
    public EngineSource sourceWithDistance() {
        return OnnxEngines.load(TinyNetwork.networkWithDistance(), 4);
    }

    @Test
    void aNetworkOfOtherShapesThanPromisedIsRefusedByName() {
        refused(new NetworkShape("input", 3, 4, 4, "logits", "cam", 2, 2, 2), "input input");
        refused(new NetworkShape("image", 3, 2, 2, "logits", "cam", 2, 2, 2), "no input image");
        refused(new NetworkShape("input", 3, 2, 2, "scores", "cam", 2, 2, 2), "no output scores");
        refused(
                new NetworkShape("input", 3, 2, 2, "logits", "cam", 2, 2, 2, Optional.of("novelty")),
                "no output novelty");
        refused(new NetworkShape("input", 3, 2, 2, "logits", "cam", 2, 2, 2, Optional.of("cam")), "output cam");
        refused(new NetworkShape("input", 3, 2, 2, "logits", "cam", 2, 7, 7), "output cam");
    }

    @Test
    void bytesThatAreNoNetworkAreRefused() {
        Network junk = new Network(new byte[] {1, 2, 3}, "fp32", TinyNetwork.SHAPE, List.of(0.0, 0.0), 1e-3f);

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> OnnxEngines.load(junk, 1))
                .withMessageContaining("cannot be loaded");
    }

    @Test
    void aBiasThatIsNotTheNetworksOwnShowsInItsFirstAnswer() {
        Network wrong = new Network(TinyNetwork.onnx(), "fp32", TinyNetwork.SHAPE, List.of(0.5, 0.25), 1e-3f);
        try (OnnxEngines source = OnnxEngines.load(wrong, 1);
                Engine engine = source.open()) {

            assertThatExceptionOfType(EngineException.class)
                    .isThrownBy(() -> engine.run(List.of(TinyNetwork.image(1, 2, 3))))
                    .withMessageContaining("contradicts itself");
        }
    }

    @Test
    void anyOtherVersionOfTheRuntimeIsRefused() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> OnnxRuntime.refuseOther(Optional.of("1.29.0")))
                .withMessageContaining("1.28.0")
                .withMessageContaining("1.29.0");
        assertThatCode(() -> OnnxRuntime.refuseOther(Optional.of("1.28.0"))).doesNotThrowAnyException();
        assertThat(OnnxRuntime.environment().getVersion()).isEqualTo("1.28.0");
    }

    @Test
    void aClosedSourceOpensNothing() {
        OnnxEngines source = OnnxEngines.load(TinyNetwork.network(), 1);

        source.close();

        assertThatExceptionOfType(EngineException.class).isThrownBy(source::open);
    }

    @Test
    void aBatchTooLargeForOneBufferIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> OnnxEngines.load(TinyNetwork.network(), Integer.MAX_VALUE))
                .withMessageContaining("does not fit");
    }

    private static void refused(NetworkShape promised, String complaint) {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> OnnxEngines.load(TinyNetwork.network(promised), 1))
                .withMessageContaining(complaint);
    }
}
