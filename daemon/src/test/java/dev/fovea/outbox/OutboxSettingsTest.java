package dev.fovea.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class OutboxSettingsTest {
    private final OutboxSettings settings = new OutboxSettings(Duration.ofSeconds(10), Duration.ofMinutes(15));

    @Test
    void thePauseDoublesUpToItsLongestAndStaysThere() {
        assertThat(settings.pause(1, 1)).hasSeconds(10);
        assertThat(settings.pause(2, 1)).hasSeconds(20);
        assertThat(settings.pause(7, 1)).hasSeconds(640);
        assertThat(settings.pause(8, 1)).hasMinutes(15);
        assertThat(settings.pause(Integer.MAX_VALUE, 1)).hasMinutes(15);
    }

    @Test
    void chanceTakesUpToHalfOfIt() {
        assertThat(settings.pause(2, 0)).hasSeconds(10);
        assertThat(settings.pause(2, 0.5)).hasSeconds(15);
        assertThat(settings.pause(Integer.MAX_VALUE, 0)).isEqualTo(Duration.ofSeconds(450));
    }

    @Test
    void whatCannotBeIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboxSettings(Duration.ZERO, Duration.ofMinutes(1)))
                .withMessage("outbox.pause-min must be longer than 0, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboxSettings(Duration.ofMinutes(2), Duration.ofMinutes(1)))
                .withMessage("outbox.pause-max must be at least outbox.pause-min, PT2M, was PT1M");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OutboxSettings(Duration.ofMinutes(2), Duration.ofDays(2)))
                .withMessage("outbox.pause-max must be at most a day, was PT48H");
    }
}
