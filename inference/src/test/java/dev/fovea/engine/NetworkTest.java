package dev.fovea.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkTest {
    private static final float[] MAP = {1, 2, 3, 4, -1, -2, -3, -4};
    private final Network network = TinyNetwork.network();

    @Test
    void anAnswerWhoseMapExplainsItsLogitsIsTaken() {
        Scores answer = network.checked(new float[] {3, -2.75f}, MAP);

        assertThat(answer.logits()).containsExactly(3, -2.75f);
    }

    @Test
    void anAnswerThatContradictsItsMapIsNotTrusted() {
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> network.checked(new float[] {3, -2.7f}, MAP))
                .withMessageContaining("logit 1");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
    void anAnswerThatIsNotFiniteIsNotTrusted(float wicked) {
        float[] map = MAP.clone();
        map[5] = wicked;

        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> network.checked(new float[] {wicked, -2.75f}, MAP));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> network.checked(new float[] {3, -2.75f}, map));
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> network.checked(new float[] {3, wicked}, map));
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -0.5f})
    void aDistanceThatIsNoneIsNotTrusted(float wicked) {
        float[] logits = {3, -2.75f};

        assertThat(network.checked(logits, MAP, 0).distance()).hasValue(0);
        assertThatExceptionOfType(EngineException.class)
                .isThrownBy(() -> network.checked(logits, MAP, wicked))
                .withMessageContaining("distance");
    }

    @Test
    void anAnswerOfTheWrongSizeIsNotTrusted() {
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> network.checked(new float[3], MAP));
        assertThatExceptionOfType(EngineException.class).isThrownBy(() -> network.checked(new float[2], new float[7]));
    }

    @Test
    void aBiasThatIsNotOnePerClassIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Network(new byte[0], "fp32", TinyNetwork.SHAPE, List.of(1.0), 1e-3f))
                .withMessageContaining("bias");
    }
}
