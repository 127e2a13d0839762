package dev.fovea.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
    @Test
    void theOrderTurnsRoundInEveryRound() {
        List<String> order = new ArrayList<>();
        List<Slices.Side> sides =
                List.of(new Slices.Side("a", () -> note(order, "a")), new Slices.Side("b", () -> note(order, "b")));

        Slices.Measured samples = Slices.alternate(3, sides);

        assertThat(order).containsExactly("a", "b", "b", "a", "a", "b");
        assertThat(samples.of("a").values()).containsExactly(1.0, 4.0, 5.0);
        assertThat(samples.of("b").values()).containsExactly(2.0, 3.0, 6.0);
    }

    private static double note(List<String> order, String side) {
        order.add(side);
        return order.size();
    }
}
