package dev.fovea.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.scheduler.ManualTicker;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 10, threadMode = ThreadMode.SEPARATE_THREAD)
class AlarmTest {
    private static final long HOUR = 3_600_000_000_000L;

    private final ManualTicker ticker = new ManualTicker();
    private final Alarm alarm = new Alarm(ticker);

    @Test
    void aRingWakesTheSleeper() {
        var sleeping = sleeping();

        alarm.ring();

        assertThat(sleeping.join()).isTrue();
    }

    @Test
    void aRingThatComesWhileAwakeMakesTheNextSleepEmpty() throws Exception {
        alarm.ring();

        alarm.sleep(HOUR);
    }

    @Test
    void whoIsAwakeIsRungWhateverTheMoment() throws Exception {
        alarm.ringBy(ticker.nanos() + 2 * HOUR);

        alarm.sleep(HOUR);
    }

    @Test
    void aSleeperIsRungOnlyForAMomentBeforeItWakesByItself() {
        var sleeping = sleeping();

        alarm.ringBy(ticker.nanos() + 2 * HOUR);
        assertThat(sleeping).isNotDone();

        alarm.ringBy(ticker.nanos() + HOUR / 2);
        assertThat(sleeping.join()).isTrue();
    }

    private CompletableFuture<Boolean> sleeping() {
        var woken = new CompletableFuture<Boolean>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                alarm.sleep(HOUR);
                woken.complete(true);
            } catch (InterruptedException e) {
                woken.completeExceptionally(e);
            }
        });
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait();
        }
        return woken;
    }
}
