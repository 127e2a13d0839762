package dev.fovea.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import dev.fovea.model.QualityFault;
import java.awt.image.BufferedImage;
import java.awt.image.RescaleOp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The quality gate on real photographs, which cannot live in the repository: skipped without them.
class RealPhotographsTest {
    private static final Path PHOTOGRAPHS =
            Path.of(System.getProperty("fovea.shared", "../../shared"), "data", "retina");

    private final ImageStage stage = new ImageStage(ImageLimits.DEFAULT);

    @BeforeEach
    void needPhotographs() {
        Assumptions.assumeTrue(
                Files.isDirectory(PHOTOGRAPHS), () -> "no photographs at " + PHOTOGRAPHS.toAbsolutePath());
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void nearlyEveryPhotographPasses() throws IOException {
        List<Path> files = files("fundus");

        List<Path> refused = files.stream()
                .filter(file -> fault(read(file), Modality.FUNDUS).isPresent())
                .toList();

        assertThat(files).hasSizeGreaterThan(900);
        assertThat(refused).hasSizeLessThanOrEqualTo(files.size() / 200);
    }

    @Test
    void noCloudedLensIsTakenForABlur() throws IOException {
        List<Path> clouded = Stream.concat(
                        files("fundus/cataract").stream(), files("fundus/_mild_lens_opacity").stream())
                .toList();

        assertThat(clouded).hasSize(60);
        assertThat(clouded)
                .allSatisfy(
                        file -> assertThat(fault(read(file), Modality.FUNDUS)).isEmpty());
    }

    @Test
    void everyScanPassesAsAScanAndNoneAsAPhotograph() throws IOException {
        List<Path> scans = files("oct");

        assertThat(scans).hasSizeGreaterThan(1000);
        for (Path file : scans) {
            assertThat(fault(read(file), Modality.OCT)).isEmpty();
            assertThat(fault(read(file), Modality.FUNDUS)).contains(QualityFault.NOT_A_RETINA);
        }
    }

    @Test
    void spoiltPhotographsAreRefusedForTheirFault() throws IOException {
        assertThat(found(image -> scaled(image, 0.1f), QualityFault.TOO_DARK)).isGreaterThan(0.95);
        assertThat(found(image -> scaled(image, 10), QualityFault.OVEREXPOSED)).isGreaterThan(0.95);
        assertThat(found(image -> SketchedEye.blurred(image, 25), QualityFault.BLURRED))
                .isGreaterThan(0.95);
        assertThat(found(image -> image.getSubimage(230, 0, 282, 512), QualityFault.FIELD_CUT_OFF))
                .isGreaterThan(0.95);
    }

    /// The share of every 30th photograph that is refused for this fault once it is spoilt.
    private double found(UnaryOperator<BufferedImage> spoil, QualityFault fault) throws IOException {
        List<Path> all = new ArrayList<>(files("fundus/normal"));
        all.addAll(files("fundus/diabetic_retinopathy"));
        all.addAll(files("fundus/glaucoma"));
        int tried = 0;
        int found = 0;
        for (int i = 0; i < all.size(); i += 30) {
            byte[] spoilt = Pictures.jpeg(spoil.apply(Pictures.read(read(all.get(i)))), 0.92f);
            tried++;
            found += fault(spoilt, Modality.FUNDUS).equals(Optional.of(fault)) ? 1 : 0;
        }
        return (double) found / tried;
    }

    private Optional<QualityFault> fault(byte[] file, Modality modality) {
        Crop crop = modality == Modality.FUNDUS ? Crop.FIELD_OF_VIEW : Crop.NONE;
        List<Double> half = List.of(0.5, 0.5, 0.5);
        InputSpec spec = new InputSpec(224, 224, half, half, crop, Resize.AREA, modality);
        return switch (stage.prepare(Pictures.direct(file), spec, FloatBuffer.allocate(spec.size()))) {
            case Preparation.Ready ready -> Optional.empty();
            case Preparation.Rejected rejected -> Optional.of(rejected.fault());
        };
    }

    private static BufferedImage scaled(BufferedImage image, float light) {
        return new RescaleOp(light, 0, null).filter(image, null);
    }

    private static List<Path> files(String folder) throws IOException {
        try (Stream<Path> tree = Files.walk(PHOTOGRAPHS.resolve(folder))) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
