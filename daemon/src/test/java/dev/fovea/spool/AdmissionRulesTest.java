package dev.fovea.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.Priority;
import dev.fovea.spool.Acceptance.Reason;
import dev.fovea.spool.Acceptance.Refused;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AdmissionRulesTest {
    private static final SpoolSettings SETTINGS = new SpoolSettings(100, 10, 1000, 5_000, 300, Duration.ofSeconds(4));

    @Test
    void anEmptySpoolTakesAPhotograph() {
        assertThat(decide(load(0, 0, 0, 1_000, 0), Priority.LIVE, 100)).isEmpty();
    }

    @Test
    void theDiskKeepsItsMinimumFreeWithThePhotographOnIt() {
        assertThat(decide(load(0, 0, 0, 400, 0), Priority.LIVE, 100)).isEmpty();
        assertThat(reason(load(0, 0, 0, 399, 0), Priority.LIVE)).contains(Reason.DISK_FULL);
    }

    @Test
    void countsAreLimitedPerPriority() {
        assertThat(reason(load(9, 1000, 0, 1_000, 0), Priority.LIVE)).isEmpty();
        assertThat(reason(load(10, 0, 0, 1_000, 0), Priority.LIVE)).contains(Reason.SPOOL_FULL);
        assertThat(reason(load(10, 999, 0, 1_000, 0), Priority.BACKLOG)).isEmpty();
        assertThat(reason(load(0, 1000, 0, 1_000, 0), Priority.BACKLOG)).contains(Reason.SPOOL_FULL);
    }

    @Test
    void bytesAreLimitedForAllTogether() {
        assertThat(reason(load(1, 1, 4_900, 1_000, 0), Priority.LIVE)).isEmpty();
        assertThat(reason(load(1, 1, 4_901, 1_000, 0), Priority.LIVE)).contains(Reason.SPOOL_FULL);
    }

    @Test
    void importedPhotographsLeaveATenthOfTheBytesToPatientsInTheChair() {
        assertThat(reason(load(1, 1, 4_400, 1_000, 0), Priority.BACKLOG)).isEmpty();
        assertThat(reason(load(1, 1, 4_401, 1_000, 0), Priority.BACKLOG)).contains(Reason.SPOOL_FULL);
    }

    @Test
    void aPatientInTheChairWaitsNoLongerThanPromised() {
        assertThat(reason(load(4, 900, 0, 1_000, 1.0), Priority.LIVE)).isEmpty();
        assertThat(reason(load(5, 0, 0, 1_000, 1.0), Priority.LIVE)).contains(Reason.TOO_SLOW);
        assertThat(reason(load(5, 0, 0, 1_000, 1.0), Priority.BACKLOG)).isEmpty();
    }

    @Test
    void whatIsNotLearnedYetRefusesNobody() {
        assertThat(reason(load(9, 0, 0, 1_000, 0), Priority.LIVE)).isEmpty();
        assertThat(reason(load(9, 0, 0, 1_000, Double.NaN), Priority.LIVE)).isEmpty();
    }

    @Test
    void theTimeToTryAgainFollowsTheDrain() {
        assertThat(retryAfter(load(0, 1000, 0, 1_000, 0.25), Priority.BACKLOG)).isEqualTo(Duration.ofSeconds(25));
        assertThat(retryAfter(load(0, 1000, 0, 1_000, 10), Priority.BACKLOG)).isEqualTo(Duration.ofSeconds(60));
        assertThat(retryAfter(load(10, 0, 0, 1_000, 0.001), Priority.LIVE)).isEqualTo(Duration.ofSeconds(1));
        assertThat(retryAfter(load(9, 0, 0, 1_000, 1.5), Priority.LIVE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void settingsThatMakeNoSenseAreRefusedByName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpoolSettings(0, 1, 1, 1, 1, Duration.ofSeconds(1)))
                .withMessage("spool.size-max must be at least 1, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpoolSettings(1, 1, 1, 1, -1, Duration.ofSeconds(1)))
                .withMessage("spool.disk-free-min must not be negative, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SpoolSettings(1, 1, 1, 1, 1, Duration.ZERO))
                .withMessage("spool.live-wait-max must be above zero, was PT0S");
    }

    private static Load load(int live, int backlog, long bytes, long free, double seconds) {
        return new Load(Map.of(Priority.LIVE, live, Priority.BACKLOG, backlog), bytes, free, seconds);
    }

    private static Optional<Refused> decide(Load load, Priority priority, long size) {
        return AdmissionRules.decide(SETTINGS, load, priority, size);
    }

    private static Optional<Reason> reason(Load load, Priority priority) {
        return decide(load, priority, 100).map(Refused::reason);
    }

    private static Duration retryAfter(Load load, Priority priority) {
        return decide(load, priority, 100).orElseThrow().retryAfter();
    }
}
