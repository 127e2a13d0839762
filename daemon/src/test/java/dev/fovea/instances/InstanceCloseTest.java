package dev.fovea.instances;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.instances.Admission.Reason;
import dev.fovea.instances.Admission.Refused;
import dev.fovea.instances.InferenceAnswer.Abandoned;
import dev.fovea.instances.Readiness.NotReady;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

@Timeout(value = 20, threadMode = ThreadMode.SEPARATE_THREAD)
@SuppressWarnings("FutureReturnValueIgnored") // Some requests are sent only to keep engines busy.
class InstanceCloseTest {
    private final FakeEngines engines = new FakeEngines();

    @Test
    void closingWorksOffWhatWasAcceptedAndClosesEverything() throws Exception {
        Bench bench = Bench.with(engines, Bench.settings(2, Bench.PATIENT.recovery()));
        var running = bench.plug(0);
        var waiting = bench.submit(1);
        Thread closing = closing(bench);

        assertThat(bench.group.submit(Bench.request(2))).isEqualTo(new Refused(Reason.STOPPING, Duration.ofSeconds(8)));
        assertThat(bench.group.readiness()).isEqualTo(new NotReady("stopping"));
        engines.resume();
        closing.join();

        assertThat(Bench.numberOf(running)).isZero();
        assertThat(Bench.numberOf(waiting)).isEqualTo(1);
        assertThat(engines.openNow()).isZero();
        assertThat(engines.closed()).isTrue();
    }

    @Test
    void whatIsNotDoneWithinTheDrainTimeIsGivenBack() throws Exception {
        Bench bench = Bench.with(engines, Bench.PATIENT);
        var running = bench.plug(0);
        var waiting = bench.submit(1);
        Thread closing = closing(bench);

        bench.advanceUntil(Duration.ofSeconds(1), () -> !closing.isAlive());

        assertThat(running.join()).isEqualTo(new Abandoned("image-0", "stopping"));
        assertThat(waiting.join()).isEqualTo(new Abandoned("image-1", "stopping"));
        assertThat(engines.closed()).isFalse();

        // The thread comes back later: its answer is dropped, and the last one out closes the source.
        engines.resume();
        Bench.await(engines::closed);
        assertThat(bench.metrics.answered).hasValue(0);
        assertThat(bench.metrics.settled()).isEqualTo(2);
    }

    @Test
    void aFailureWhileClosingIsStillTriedAgain() throws Exception {
        engines.on(1, Trick.THROW, 1);
        Bench bench = Bench.with(engines, Bench.PATIENT);
        bench.plug(0);
        var waiting = bench.submit(1);
        Thread closing = closing(bench);
        engines.resume();
        closing.join();

        assertThat(Bench.numberOf(waiting)).isEqualTo(1);
        assertThat(engines.closed()).isTrue();
    }

    @Test
    void closingTwiceIsClosingOnce() {
        Bench bench = Bench.with(engines);
        bench.group.close();
        bench.group.close();

        assertThat(engines.closed()).isTrue();
    }

    @Test
    void anInterruptedCloseGivesBackAtOnceAndKeepsTheFlag() throws Exception {
        Bench bench = Bench.with(engines, Bench.PATIENT);
        var running = bench.plug(0);
        boolean[] flag = new boolean[1];
        Thread closing = Thread.ofPlatform().start(() -> {
            Thread.currentThread().interrupt();
            bench.group.close();
            flag[0] = Thread.interrupted();
        });
        closing.join();

        assertThat(running.join()).isInstanceOf(Abandoned.class);
        assertThat(flag[0]).isTrue();
        engines.resume();
        Bench.await(engines::closed);
    }

    /// Closing, and already refusing.
    private static Thread closing(Bench bench) {
        Thread closing = Thread.ofPlatform().start(bench.group::close);
        Bench.await(() -> bench.group.readiness() instanceof NotReady);
        return closing;
    }
}
