package dev.fovea.bench.roofline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.bundle.Bundle;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RooflineTest {
    private static final BoardLimits BOARD = new BoardLimits("a board", 1000, 100, 50, 2);

    @TempDir
    private Path folder;

    @Test
    void aConvolutionCostsItsFilterForEachNumberItWrites() {
        Layer layer = Layer.of(
                "one",
                "Conv",
                List.of(List.of(1L, 3L, 8L, 8L), List.of(16L, 3L, 3L, 3L), List.of(16L)),
                List.of(List.of(1L, 16L, 4L, 4L)));

        assertThat(layer.kind()).isEqualTo(Layer.Kind.DENSE);
        assertThat(layer.operations()).isEqualTo(2 * 256 * 27);
        assertThat(layer.numbersMoved()).isEqualTo(192 + 432 + 16 + 256);
    }

    @Test
    void aConvolutionWithinEachChannelIsNothingForMatrixUnits() {
        Layer layer = Layer.of(
                "two",
                "Conv",
                List.of(List.of(1L, 16L, 4L, 4L), List.of(16L, 1L, 3L, 3L)),
                List.of(List.of(1L, 16L, 4L, 4L)));

        assertThat(layer.kind()).isEqualTo(Layer.Kind.SPARSE);
        assertThat(layer.operations()).isEqualTo(2 * 256 * 9);
    }

    @Test
    void aProductCostsItsInnerSide() {
        Layer layer =
                Layer.of("three", "Gemm", List.of(List.of(1L, 100L), List.of(4L, 100L)), List.of(List.of(1L, 4L)));

        assertThat(layer.operations()).isEqualTo(2 * 4 * 100);
    }

    @Test
    void aLayerTakesTheLongerOfComputingAndMoving() {
        Layer busy = new Layer("busy", "Conv", Layer.Kind.DENSE, 2000, 10);
        Layer wide = new Layer("wide", "AveragePool", Layer.Kind.SPARSE, 10, 1000);

        assertThat(BOARD.seconds(busy)).isEqualTo(2);
        assertThat(BOARD.boundByMemory(busy)).isFalse();
        assertThat(BOARD.seconds(wide)).isEqualTo(40);
        assertThat(BOARD.boundByMemory(wide)).isTrue();
    }

    @Test
    void whatIsFusedCostsNothing() {
        Layer busy = new Layer("busy", "Conv", Layer.Kind.DENSE, 2000, 10);
        Layer point = new Layer("point", "Relu", Layer.Kind.POINTWISE, 10, 100);

        Roofline roofline = Roofline.of(BOARD, List.of(busy, point));

        assertThat(roofline.fused()).isEqualTo(2);
        assertThat(roofline.apart()).isEqualTo(6);
        assertThat(Roofline.longest(BOARD, List.of(busy, point), 1)).containsExactly(point);
    }

    @Test
    void theShippedNetworkIsAMobileNetOfItsSize() {
        List<Layer> layers = LayerList.of(Bundle.embedded("fundus4").network("").file(), folder);

        double dense = layers.stream()
                .filter(layer -> layer.operator().equals("Conv"))
                .mapToLong(Layer::operations)
                .sum();
        assertThat(layers.stream().filter(layer -> layer.operator().equals("Conv")))
                .hasSize(53);
        // MobileNetV2's 0.301 billion multiplications at 224 x 224, without its last product, for 320 x 320.
        assertThat(dense / 2e9).isCloseTo(0.301 * 320 * 320 / (224 * 224), within(0.02));
        assertThat(folder).isEmptyDirectory();
    }
}
