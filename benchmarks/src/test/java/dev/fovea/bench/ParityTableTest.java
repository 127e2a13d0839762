package dev.fovea.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ParityTableTest {
    private final ParityTable table = new ParityTable(List.of("a", "b"));

    @Test
    void aPhotographNotGradedIsWrongAmongAllAndAbsentAmongTheGraded() {
        table.add("a", new double[] {0.9, 0.1}, new double[] {0.9, 0.1});
        table.add("b", new double[] {0.9, 0.1}, new double[] {0.2, 0.8});
        table.add("b", new double[0], new double[] {0.2, 0.8});
        table.add("a", new double[] {0.6, 0.4}, new double[] {0.7, 0.3});

        assertThat(table.oursAll()).isEqualTo(50);
        assertThat(table.plainAll()).isEqualTo(100);
        assertThat(table.oursGraded()).isEqualTo(100 * 2 / 3.0);
        assertThat(table.plainGraded()).isEqualTo(100);
    }

    @Test
    void aPhotographThePlainScriptMissedIsAnError() {
        assertThatIllegalStateException().isThrownBy(() -> table.add("a", new double[] {1, 0}, new double[0]));
    }
}
