package dev.fovea.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void aConstantRateIsDueAtEvenStepsWhateverTheClockSays() {
        Schedule schedule = new Schedule(new Arrivals.Rate(100, Arrivals.Spacing.CONSTANT, 0, 1), 5_000);

        assertThat(schedule.next(0).nanos()).isEqualTo(5_000);
        assertThat(schedule.next(999_999_999_999L).nanos()).isEqualTo(10_005_000);
        assertThat(schedule.next(0)).isEqualTo(new Schedule.Slot(2, 20_005_000));
    }

    @Test
    void randomGapsKeepTheRateAndRepeatByTheirSeed() {
        Schedule schedule = new Schedule(new Arrivals.Rate(1000, Arrivals.Spacing.POISSON, 42, 1), 0);
        Schedule again = new Schedule(new Arrivals.Rate(1000, Arrivals.Spacing.POISSON, 42, 1), 0);

        long last = 0;
        for (int i = 0; i <= 20_000; i++) {
            last = schedule.next(0).nanos();
            assertThat(again.next(0).nanos()).isEqualTo(last);
        }
        assertThat(last / 1e9).isCloseTo(20, within(0.6));
    }

    @Test
    void inConcurrencyModeTheNextRequestIsDueNow() {
        Schedule schedule = new Schedule(new Arrivals.Concurrency(3), 5);

        assertThat(schedule.next(77)).isEqualTo(new Schedule.Slot(0, 77));
        assertThat(schedule.next(78)).isEqualTo(new Schedule.Slot(1, 78));
    }

    @Test
    void aRateOfNothingIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Arrivals.Rate(0, Arrivals.Spacing.CONSTANT, 0, 1))
                .withMessage("request rate must be above 0 and at most 1e6/s, was 0.0");
    }
}
