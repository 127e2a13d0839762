package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.distill.train.Recipe.Averaging;
import java.nio.file.Path;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AveragedTest {
    private final LinearImpl network = new LinearImpl(1, 1);

    private void set(double value) {
        network.weight().data().fill_(new Scalar(value));
    }

    private double weight() {
        return network.weight().item_double();
    }

    @Test
    void overEpochsItIsThePlainMeanFromTheFirstOneAskedFor() {
        set(100);
        Averaged averaged = new Averaged(network, new Averaging(Averaging.Kind.SWA, 0, 1));

        averaged.epoch(0);
        assertThat(averaged.ready()).isFalse();
        set(1);
        averaged.epoch(1);
        set(3);
        averaged.epoch(2);
        averaged.swap();

        assertThat(weight()).isEqualTo(2);
        averaged.swap();
        assertThat(weight()).isEqualTo(3);
    }

    @Test
    void overStepsTheFirstOnesCountForMore() {
        set(0);
        Averaged averaged = new Averaged(network, new Averaging(Averaging.Kind.EMA, 0.999, 0));

        set(11);
        averaged.step();
        averaged.swap();

        // The decay of the first step is 2/11, not 0.999.
        assertThat(weight()).isCloseTo(9, within(1e-5));
    }

    @Test
    void withoutARuleNothingIsExchanged() {
        set(4);
        Averaged averaged = new Averaged(network, Averaging.NONE);

        averaged.step();
        averaged.epoch(0);
        set(5);
        averaged.swap();

        assertThat(weight()).isEqualTo(5);
    }

    @Test
    void itComesBackFromItsFile(@TempDir Path folder) {
        Averaging rule = new Averaging(Averaging.Kind.SWA, 0, 0);
        Averaged first = new Averaged(network, rule);
        set(6);
        first.epoch(0);
        first.save(folder.resolve("mean"));
        Averaged second = new Averaged(network, rule);

        second.load(folder.resolve("mean"));
        set(12);
        second.epoch(1);
        second.swap();

        assertThat(weight()).isEqualTo(9);
    }
}
