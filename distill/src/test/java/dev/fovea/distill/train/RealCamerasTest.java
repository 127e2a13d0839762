package dev.fovea.distill.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.distill.data.Dataset;
import dev.fovea.distill.data.Pixels;
import dev.fovea.distill.data.Sample;
import dev.fovea.distill.data.Split;
import dev.fovea.distill.measure.Ood;
import dev.fovea.distill.net.CameraSpace;
import dev.fovea.image.InputSpec;
import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whether a camera that is left out of what is known is called new. On real photographs, which cannot live in the
/// repository: skipped without them.
class RealCamerasTest {
    private static final Path MANIFEST =
            Path.of(System.getProperty("fovea.shared", "../../shared"), "data", "retina", "manifest.csv");
    private static final int SIDE = 320;
    private static final double KEPT = 0.95;

    @TempDir
    Path cache;

    @Test
    void aSourceThatIsLeftOutIsCalledNewAndOneThatIsKnownIsNot() {
        Assumptions.assumeTrue(Files.isRegularFile(MANIFEST), () -> "no photographs at " + MANIFEST.toAbsolutePath());
        Dataset dataset = Lessons.dataset(MANIFEST.toString(), "fundus");
        Split split = Split.make(dataset, 1);
        Map<String, double[]> figures = figures(dataset);

        for (String left : dataset.sources()) {
            List<Sample> known = others(split.samples(dataset, Split.Part.TRAIN), left);
            List<String> sources =
                    known.stream().map(Sample::source).distinct().sorted().toList();
            CameraSpace space = CameraSpace.fit(
                    known.stream()
                            .map(one -> Objects.requireNonNull(figures.get(one.name())))
                            .toArray(double[][]::new),
                    known.stream()
                            .mapToInt(one -> sources.indexOf(one.source()))
                            .toArray(),
                    sources.size());
            double threshold = Ood.threshold(
                    distances(space, figures, others(split.samples(dataset, Split.Part.VALIDATION), left)), KEPT);
            List<Sample> strangers = dataset.labelled().stream()
                    .filter(one -> one.source().equals(left))
                    .toList();
            double found = Ood.flagged(distances(space, figures, strangers), threshold);
            double alarms = Ood.flagged(
                    distances(space, figures, others(split.samples(dataset, Split.Part.TEST), left)), threshold);
            System.out.printf("without %s: %.3f of it called new, %.3f of the others' test%n", left, found, alarms);

            assertThat(found).as(left).isGreaterThan(0.9);
            assertThat(alarms).as("false alarms without " + left).isLessThan(0.15);
        }
    }

    private static List<Sample> others(List<Sample> samples, String left) {
        return samples.stream().filter(one -> !one.source().equals(left)).toList();
    }

    private static double[] distances(CameraSpace space, Map<String, double[]> figures, List<Sample> samples) {
        return samples.stream()
                .mapToDouble(one -> space.distance(Objects.requireNonNull(figures.get(one.name()))))
                .toArray();
    }

    private Map<String, double[]> figures(Dataset dataset) {
        List<Double> half = List.of(0.5, 0.5, 0.5);
        InputSpec spec = new InputSpec(SIDE, SIDE, half, half, Crop.FIELD_OF_VIEW, Resize.AREA, Modality.FUNDUS);
        Map<String, double[]> figures = new HashMap<>();
        try (Pixels pixels = Pixels.open(spec, SIDE, cache)) {
            for (Sample one : dataset.labelled()) {
                float[] image = pixels.exact(one);
                for (int i = 0; i < image.length; i++) {
                    image[i] = 2 * image[i] - 1;
                }
                figures.put(one.name(), CameraSpace.figures(image, SIDE));
            }
        }
        return figures;
    }
}
