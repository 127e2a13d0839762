package dev.fovea.jetson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BoxWatchTest {
    private static final Duration QUICK = Duration.ofMillis(100);

    @TempDir
    private Path root;

    @Test
    void theLatestReadingIsThereAfterAWhileAndFollowsTheBox() {
        FileTree tree = FileTree.nano(root);
        try (BoxWatch watch = BoxWatch.start(settings(), InstantSource.fixed(BoxTest.NOW))) {
            BoxReading cool = await(watch, 29);
            tree.write("sys/devices/virtual/thermal/thermal_zone1/temp", "95000");
            BoxReading hot = await(watch, 95);

            assertThat(cool.warnings()).isEmpty();
            assertThat(hot.warnings()).extracting(Warning::kind).containsExactly(Warning.Kind.HOT);
        }
    }

    @Test
    void itStopsAtOnceWheneverItIsTold() {
        BoxSettings slow = new BoxSettings(root, Duration.ofMinutes(5), Duration.ofSeconds(1));
        BoxWatch watch = BoxWatch.start(slow, InstantSource.fixed(BoxTest.NOW));

        watch.close();
        watch.close();

        assertThat(watch.latest()).isEmpty();
    }

    @Test
    void aPeriodThatMakesNoSenseIsRefusedByItsName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoxSettings(root, Duration.ZERO, QUICK))
                .withMessage("box.period must be between 100ms and 1h, was PT0S");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new BoxSettings(root, QUICK, Duration.ofHours(1)))
                .withMessage("box.tool-max must be above 0 and at most 1min, was PT1H");
    }

    private BoxSettings settings() {
        return new BoxSettings(root, QUICK, Duration.ofSeconds(1));
    }

    private static BoxReading await(BoxWatch watch, double celsius) {
        while (true) {
            Optional<BoxReading> found = watch.latest()
                    .filter(reading -> reading.snapshot().temperatures().stream()
                            .anyMatch(place -> place.zone().equals("CPU-therm") && place.celsius() == celsius));
            if (found.isPresent()) {
                return found.get();
            }
            Thread.onSpinWait();
        }
    }
}
