package dev.fovea.distill.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fovea.drawing.DrawnEye;
import dev.fovea.drawing.Shot;
import dev.fovea.image.ImageLimits;
import dev.fovea.image.ImageStage;
import dev.fovea.image.InputSpec;
import dev.fovea.image.InputSpec.Crop;
import dev.fovea.image.InputSpec.Modality;
import dev.fovea.image.InputSpec.Resize;
import dev.fovea.image.Preparation;
import dev.fovea.model.Laterality;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelsTest {
    private static final InputSpec SPEC = new InputSpec(
            64, 64, List.of(0.5, 0.5, 0.5), List.of(0.5, 0.5, 0.5), Crop.FIELD_OF_VIEW, Resize.AREA, Modality.FUNDUS);

    @TempDir
    Path folder;

    private Sample sample = Fixture.sample("none", "clear", "north", "p");

    @BeforeEach
    void draw() throws IOException {
        sample = drawn("drawn.png", DrawnEye.healthy(Laterality.RIGHT, 1));
    }

    private Sample drawn(String name, DrawnEye eye) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(eye.picture(600, 400), "png", file.toFile());
        return new Sample(name, file, 0, "clear", "north", "p", Hashes.of(name, file));
    }

    @Test
    void trainingSeesWhatServingSees() throws IOException {
        FloatBuffer served = ByteBuffer.allocateDirect(4 * SPEC.size())
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
        byte[] bytes = Files.readAllBytes(sample.file());
        ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();

        try (ImageStage stage = new ImageStage(ImageLimits.DEFAULT);
                Pixels pixels = Pixels.open(SPEC, 64, folder.resolve("cache"))) {
            Preparation prepared = stage.prepare(direct, SPEC, served);
            float[] seen = pixels.exact(sample);

            assertThat(prepared).isInstanceOf(Preparation.Ready.class);
            for (int i = 0; i < seen.length; i++) {
                assertThat((seen[i] - 0.5f) / 0.5f).isCloseTo(served.get(i), within(1e-5f));
            }
        }
    }

    @Test
    void whatTheQualityGateRefusesIsSeenAllTheSame() throws IOException {
        Sample dark = drawn("dark.png", DrawnEye.healthy(Laterality.RIGHT, 1).withShot(Shot.DARK));

        try (Pixels pixels = Pixels.open(SPEC, 64, folder.resolve("cache"))) {
            assertThat(new Canvas(64, pixels.exact(dark)).mean()).isGreaterThan(0);
        }
    }

    @Test
    void bytesAreTheSamePictureRoundedAndInterleaved() {
        try (Pixels pixels = Pixels.open(SPEC, 48, folder.resolve("cache"))) {
            float[] exact = pixels.exact(sample);
            byte[] bytes = pixels.bytes(sample);

            assertThat(bytes).hasSize(3 * 48 * 48);
            assertThat(bytes[3 * 100 + 1] & 0xff).isEqualTo(Math.round(255 * exact[48 * 48 + 100]));
        }
    }

    @Test
    void whatIsKeptIsNotDecodedAgain() throws IOException {
        Path cache = folder.resolve("cache");
        try (Pixels pixels = Pixels.open(SPEC, 48, cache)) {
            byte[] first = pixels.bytes(sample);
            Files.delete(sample.file());

            assertThat(pixels.bytes(sample)).isEqualTo(first);
        }
        try (Stream<Path> kept = Files.list(cache)) {
            assertThat(kept).hasSize(1);
        }
    }

    @Test
    void anotherSideIsKeptApart() {
        try (Pixels small = Pixels.open(SPEC, 48, folder.resolve("cache"));
                Pixels large = Pixels.open(SPEC, 64, folder.resolve("cache"))) {
            assertThat(small.bytes(sample)).hasSize(3 * 48 * 48);
            assertThat(large.bytes(sample)).hasSize(3 * 64 * 64);
        }
    }

    @Test
    void aFileThatIsNoPictureStopsWithItsName() {
        Path file = Fixture.write(folder.resolve("broken.jpg"), "not a picture");
        Sample broken = new Sample("broken.jpg", file, 0, "clear", "north", "p", Hashes.of("broken.jpg", file));

        try (Pixels pixels = Pixels.open(SPEC, 48, folder.resolve("cache"))) {
            assertThatThrownBy(() -> pixels.bytes(broken))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("broken.jpg");
        }
    }
}
