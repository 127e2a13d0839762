package dev.fovea.bench.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    @Test
    void lifeLastsFromATwentiethOfASecondToTwo() {
        List<KillPlan> plans = plans(3);

        assertThat(plans)
                .allSatisfy(plan -> assertThat(plan.after()).isBetween(Duration.ofMillis(50), Duration.ofSeconds(2)));
        assertThat(plans).anyMatch(plan -> plan.after().compareTo(Duration.ofMillis(150)) < 0);
        assertThat(plans).anyMatch(plan -> plan.after().compareTo(Duration.ofMillis(1900)) > 0);
    }

    @Test
    void aGoodPartDiesWhileStarting() {
        long starting = plans(4).stream()
                .filter(plan -> plan.from() == KillPlan.From.START)
                .count();

        assertThat(starting).isBetween(200L, 400L);
    }

    @Test
    void theSeedDecides() {
        assertThat(plans(5)).isEqualTo(plans(5)).isNotEqualTo(plans(6));
    }

    private static List<KillPlan> plans(long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> KillPlan.random(random, Duration.ofSeconds(2)))
                .limit(1000)
                .toList();
    }
}
