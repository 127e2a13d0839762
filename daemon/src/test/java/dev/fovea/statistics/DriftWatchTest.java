package dev.fovea.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.fovea.model.Capture;
import dev.fovea.model.Laterality;
import dev.fovea.model.QualityFault;
import dev.fovea.statistics.Archive.Scene;
import dev.fovea.store.InMemory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DriftWatchTest {
    private static final DriftSettings SMALL = new DriftSettings(100, 100);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir(factory = InMemory.class)
    Path root;

    private Archive archive;

    @BeforeEach
    void open() {
        archive = new Archive(root);
    }

    @AfterEach
    void close() {
        archive.close();
    }

    @Test
    void whatFollowsTheAnswersKnowsTheSameAsWhatReadsThemAllAfterARestart() {
        DriftWatch following = new DriftWatch(archive.database(), SMALL);
        answer(120, 0.9);
        following.look();
        assertThat(following.figures()).isEmpty();
        answer(601, 0.5);
        following.look();

        archive.restart();
        DriftWatch fresh = new DriftWatch(archive.database(), SMALL);
        fresh.look();

        assertThat(fresh.figures()).hasSize(1).isEqualTo(following.figures());
        assertThat(fresh.figures().getFirst().confidence().orElseThrow().beyond())
                .isTrue();
    }

    @Test
    void aLookWithNothingNewChangesNothing() {
        answer(220, 0.9);
        DriftWatch watch = new DriftWatch(archive.database(), SMALL);
        watch.look();
        List<DriftFigures> before = watch.figures();

        watch.look();

        assertThat(watch.figures()).isEqualTo(before).hasSize(1);
        assertThat(before.getFirst().confidence().orElseThrow().value()).isZero();
        assertThat(before.getFirst().window().ungradable()).isEqualTo(10);
    }

    @Test
    void itStopsWhenItIsClosedAndCloseCanBeRepeated() {
        DriftWatch watch = DriftWatch.start(archive.database(), SMALL);

        watch.close();
        watch.close();

        assertThat(watch.figures()).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftSettings(99, 500))
                .withMessage("drift.window must be 100 to 10000 photographs, was 99");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DriftSettings(200, 10_001))
                .withMessage("drift.reference must be 100 to 10000 photographs, was 10001");
    }

    /// Every tenth cannot be graded.
    private void answer(int photographs, double probability) {
        for (int i = 0; i < photographs; i++) {
            Scene scene = new Scene("E" + i + "-" + probability, Laterality.RIGHT, "camera", Optional.empty(), NOON);
            Capture capture = archive.take(scene, "fundus4");
            if (i % 10 == 9) {
                archive.ungradable(capture, QualityFault.TOO_DARK);
            } else {
                archive.graded(capture, i % 3, probability, false);
            }
        }
    }
}
