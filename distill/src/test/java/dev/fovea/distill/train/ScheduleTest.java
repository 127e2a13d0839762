package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final Schedule SCHEDULE = new Schedule(0.1, 10, 110);

    @Test
    void itRisesInAStraightLineToThePeak() {
        assertThat(SCHEDULE.at(0)).isCloseTo(0.01, within(1e-12));
        assertThat(SCHEDULE.at(4)).isCloseTo(0.05, within(1e-12));
        assertThat(SCHEDULE.at(9)).isCloseTo(0.1, within(1e-12));
        assertThat(SCHEDULE.at(10)).isCloseTo(0.1, within(1e-12));
    }

    @Test
    void thenItFallsAsACosineToAHundredth() {
        assertThat(SCHEDULE.at(60)).isCloseTo(0.0505, within(1e-9));
        assertThat(SCHEDULE.at(110)).isCloseTo(0.001, within(1e-12));
        assertThat(SCHEDULE.at(1000)).isCloseTo(0.001, within(1e-12));
    }

    @Test
    void withoutAWarmUpItBeginsAtThePeak() {
        assertThat(new Schedule(0.1, 0, 10).at(0)).isCloseTo(0.1, within(1e-12));
    }
}
