package dev.fovea.distill.measure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.distill.data.Draws;
import dev.fovea.distill.data.Sample;
import dev.fovea.model.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SourceProbeTest {
    private static final Bootstrap BOOTSTRAP = new Bootstrap(3, 200);
    private static final int WIDTH = 40;

    private static Sample sample(String className, String source, int patient) {
        String name = className + "-" + source + "-" + patient;
        return new Sample(
                name,
                Path.of(name),
                className.equals("clear") ? 0 : 1,
                className,
                source,
                source + patient / 2,
                Sha256.of(name.getBytes(StandardCharsets.UTF_8)));
    }

    /// North has 40 clear pictures of 20 patients, south 20 of 10; only north has ill ones; west has too few.
    private static List<Sample> samples() {
        List<Sample> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            all.add(sample("clear", "north", i));
            all.add(sample("ill", "north", i));
            if (i < 20) {
                all.add(sample("clear", "south", i));
            }
            if (i < 4) {
                all.add(sample("clear", "west", i));
            }
        }
        return all;
    }

    /// Noise, and in one of the numbers so much of the source.
    private static Map<String, double[]> numbers(List<Sample> samples, double trace) {
        Map<String, double[]> numbers = new HashMap<>();
        Draws draws = new Draws(7);
        for (Sample one : samples) {
            double[] row = new double[WIDTH];
            for (int i = 0; i < WIDTH; i++) {
                row[i] = draws.between(-1, 1);
            }
            row[5] += one.source().equals("north") ? trace : -trace;
            numbers.put(one.name(), row);
        }
        return numbers;
    }

    @Test
    void onlyClassesThatSeveralSourcesHaveAreProbedAndOnlySourcesWithPatientsEnough() {
        Map<String, List<Sample>> shared = SourceProbe.shared(samples());

        assertThat(shared).containsOnlyKeys("clear");
        assertThat(shared.values().iterator().next())
                .extracting(Sample::source)
                .containsOnly("north", "south")
                .hasSize(60);
    }

    @Test
    void aTraceOfTheSourceIsFoundAndItsAbsenceIsToo() {
        List<Sample> clear = SourceProbe.shared(samples()).values().iterator().next();

        SourceProbe traced = SourceProbe.of("these", clear, numbers(clear, 2), BOOTSTRAP);
        SourceProbe blank = SourceProbe.of("these", clear, numbers(clear, 0), BOOTSTRAP);

        assertThat(traced.accuracy().value()).isGreaterThan(0.9);
        assertThat(traced.accuracy().low()).isGreaterThan(traced.chance());
        assertThat(blank.chance()).isEqualTo(40 / 60.0);
        assertThat(blank.balanced().low()).isLessThan(0.5);
        assertThat(blank.balanced().high()).isGreaterThan(0.5);
        assertThat(traced).isEqualTo(SourceProbe.of("these", clear, numbers(clear, 2), BOOTSTRAP));
    }

    @Test
    void aPatientSeenInTrainingWouldGiveItselfAway() {
        List<Sample> clear = SourceProbe.shared(samples()).values().iterator().next();
        Map<String, double[]> marked = new HashMap<>();
        for (Sample one : clear) {
            double[] row = new double[WIDTH];
            row[Math.floorMod(one.group().hashCode(), WIDTH)] = 1;
            marked.put(one.name(), row);
        }

        SourceProbe probe = SourceProbe.of("these", clear, marked, BOOTSTRAP);

        // Each patient's mark names its source perfectly, but only to who has met the patient.
        assertThat(probe.balanced().value()).isLessThan(0.8);
    }

    @Test
    void theReportSaysWhatChanceWouldBeOrThatNothingCanBeProbed() {
        List<Sample> clear = SourceProbe.shared(samples()).values().iterator().next();

        Section some = SourceProbe.section(List.of(SourceProbe.of("these", clear, numbers(clear, 2), BOOTSTRAP)));
        Section none = SourceProbe.section(List.of());

        assertThat(some.rows().getFirst()).contains("clear", "these", "north, south", "60", "0.667", "0.500");
        assertThat(none.text()).contains("nothing can be probed");
        assertThat(none.lines()).hasSize(1);
    }
}
